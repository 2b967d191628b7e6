package io.repobackup.core.git.wire;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/**
 * The request for a pack in version 0 of the protocol. Of what the server can do it uses what version 2 does always:
 * the side-band, deltas by offset, silence about progress.
 *
 * <p><i>Immutable.</i>
 *
 * @param capabilities what the server can do
 * @param wants what the pack has to hold; all of them objects that refs name
 * @param haves what is here, with all that it reaches
 * @see <a href="https://git-scm.com/docs/gitprotocol-pack">gitprotocol-pack</a>
 */
public record OldFetchRequest(Set<String> capabilities, List<ObjectId> wants, List<ObjectId> haves) {

    private static final String SIDE_BAND = "side-band-64k";

    /** Takes copies, and refuses a request for nothing, or to a server that cannot tell a pack from an error. */
    public OldFetchRequest {
        capabilities = Set.copyOf(capabilities);
        wants = List.copyOf(wants);
        haves = List.copyOf(haves);
        if (wants.isEmpty()) {
            throw new IllegalArgumentException("a fetch wants at least one object");
        }
        if (!capabilities.contains(SIDE_BAND)) {
            throw new MisconfiguredException("The server does not know '" + SIDE_BAND
                    + "' of git's protocol, without which a pack that breaks off cannot be told from a whole one; its"
                    + " git is older than 1.4.3, update it");
        }
    }

    /** The bytes to send. */
    public byte[] toByteArray() {
        PktLineWriter out = new PktLineWriter();
        String words = " " + words();
        for (ObjectId want : wants) {
            out.line("want " + want + words);
            words = "";
        }
        out.flush();
        haves.forEach(have -> out.line("have " + have));
        return out.line("done").toByteArray();
    }

    private String words() {
        StringJoiner words = new StringJoiner(" ").add(SIDE_BAND);
        List.of("ofs-delta", "no-progress").stream()
                .filter(capabilities::contains)
                .forEach(words::add);
        ObjectFormat format = wants.get(0).format();
        String told = "object-format=" + format.word();
        if (capabilities.contains(told)) {
            words.add(told);
        }
        return words.toString();
    }
}
