package io.repobackup.core.git.wire;

import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.refs.RepositoryRefs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the refs of versions 0 and 1. <i>Confined to one thread at a time.</i> */
final class OldAdvertisementReader {

    private static final int MOST = 4_000_000;
    private static final long LONGEST = 256L << 20;
    private static final String PEELED = "^{}";
    private static final String SHALLOW = "shallow ";
    private static final String HEAD_TARGET = "symref=HEAD:";
    private static final String FORMAT = "object-format=";

    private final Map<RefName, ObjectId> named = new LinkedHashMap<>();
    private final Map<RefName, ObjectId> peeled = new LinkedHashMap<>();
    private final Set<ObjectId> shallow = new HashSet<>();
    private final Set<String> capabilities = new HashSet<>();
    private long length;

    /**
     * Reads from the line that the reader stands on to the flush.
     *
     * @throws WireException when this is no such advertisement
     */
    static OldAdvertisement read(PktLineReader lines) throws IOException {
        OldAdvertisementReader reader = new OldAdvertisementReader();
        if (lines.text().equals("version 1")) {
            lines.next();
        }
        reader.first(lines.text());
        Packet packet = lines.next();
        while (packet == Packet.DATA) {
            reader.line(lines.text());
            packet = lines.next();
        }
        if (packet != Packet.FLUSH) {
            throw new WireException("expected a flush after the refs, but found " + packet);
        }
        try {
            return reader.advertisement();
        } catch (IllegalArgumentException e) {
            throw new WireException("found words about HEAD or ids that no git says: " + e.getMessage(), e);
        }
    }

    private void first(String line) throws WireException {
        int nul = line.indexOf('\0');
        if (nul < 0) {
            throw unexpected(line);
        }
        capabilities.addAll(List.of(line.substring(nul + 1).strip().split(" +")));
        // A server without refs puts what it can do after a name that no ref can have.
        if (!line.substring(0, nul).endsWith(" capabilities" + PEELED)) {
            line(line.substring(0, nul));
        }
    }

    private void line(String line) throws WireException {
        length += line.length();
        if (length > LONGEST || named.size() > MOST || peeled.size() > MOST || shallow.size() > MOST) {
            throw new WireException("found more refs than can be handled");
        }
        try {
            if (line.startsWith(SHALLOW)) {
                shallow.add(new ObjectId(line.substring(SHALLOW.length())));
            } else {
                ref(line, line.indexOf(' '));
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw unexpected(line, e);
        }
    }

    private void ref(String line, int space) throws WireException {
        ObjectId oid = new ObjectId(line.substring(0, space));
        boolean isPeeled = line.endsWith(PEELED);
        String name = line.substring(space + 1, line.length() - (isPeeled ? PEELED.length() : 0));
        if ((isPeeled ? peeled : named).put(new RefName(name), oid) != null) {
            throw new WireException("found a ref that comes twice: " + name);
        }
    }

    private OldAdvertisement advertisement() throws WireException {
        ObjectFormat format = format();
        boolean one = Stream.of(named.values(), peeled.values(), shallow)
                .flatMap(Collection::stream)
                .allMatch(oid -> oid.format() == format);
        if (!one) {
            throw new WireException("found ids of two hash functions");
        }
        RefName headName = new RefName("HEAD");
        Head head = new Head(value(HEAD_TARGET).map(RefName::new), Optional.ofNullable(named.get(headName)));
        List<Ref> refs = new ArrayList<>();
        named.forEach((name, oid) -> {
            if (!name.equals(headName)) {
                refs.add(new Ref(name, oid, Optional.ofNullable(peeled.get(name)), Optional.empty()));
            }
        });
        return new OldAdvertisement(new RepositoryRefs(format, head, refs, shallow), capabilities);
    }

    /** An id tells more than a word that an old server does not know. */
    private ObjectFormat format() {
        return named.values().stream()
                .findAny()
                .map(ObjectId::format)
                .orElseGet(() -> value(FORMAT).map(ObjectFormat::parse).orElse(ObjectFormat.SHA1));
    }

    private Optional<String> value(String prefix) {
        return capabilities.stream()
                .filter(word -> word.startsWith(prefix))
                .map(word -> word.substring(prefix.length()))
                .findFirst();
    }

    private static WireException unexpected(String line) {
        return unexpected(line, null);
    }

    private static WireException unexpected(String line, @Nullable Throwable cause) {
        String seen = PrintableText.of(line.substring(0, Math.min(line.length(), 80)));
        String message = "expected 'version 2' or a ref, but the server said '" + seen + "'";
        return cause == null ? new WireException(message) : new WireException(message, cause);
    }
}
