package io.repobackup.core.git.wire;

import io.repobackup.core.refs.ObjectFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a server says it can do.
 *
 * <p><i>Immutable.</i>
 *
 * @param values the value of each capability, empty for one without a value
 */
public record Capabilities(Map<String, String> values) {

    private static final int MOST = 1_000;

    /** Takes a copy. */
    public Capabilities {
        values = Map.copyOf(values);
    }

    /**
     * Reads an advertisement, with or without the service line that HTTP servers put before it.
     *
     * @throws OldProtocolException when the server tells its refs, in an older version of the protocol
     * @throws IOException when it is no advertisement
     */
    public static Capabilities read(InputStream in) throws IOException {
        PktLineReader lines = new PktLineReader(in);
        Optional<String> first = FirstLine.read(lines);
        if (!first.equals(Optional.of("version 2"))) {
            throw new OldProtocolException(
                    first.isEmpty() ? OldAdvertisement.empty() : OldAdvertisementReader.read(lines));
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < MOST && lines.next() == Packet.DATA; i++) {
            String line = lines.text();
            int equals = line.indexOf('=');
            values.put(equals < 0 ? line : line.substring(0, equals), equals < 0 ? "" : line.substring(equals + 1));
        }
        return new Capabilities(values);
    }

    /** The hash function of the repository; SHA-1 where the server says nothing. */
    public ObjectFormat format() {
        return ObjectFormat.parse(values.getOrDefault("object-format", ObjectFormat.SHA1.word()));
    }

    /** Whether a command understands an argument, such as {@code unborn} of {@code ls-refs}. */
    public boolean has(String command, String argument) {
        return Arrays.asList(values.getOrDefault(command, "").split(" ", -1)).contains(argument);
    }
}
