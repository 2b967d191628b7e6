package io.repobackup.core.git.wire;

import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.util.List;

/**
 * The request for a pack: all that is reachable from some objects, without what is reachable from others. Asks for
 * nothing that a server of version 2 may not know, and for a pack that stands alone.
 *
 * <p><i>Immutable.</i>
 *
 * @param format the hash function of the repository
 * @param wants what the pack has to hold
 * @param haves what is here, with all that it reaches; a server ignores those it does not know
 */
public record FetchRequest(ObjectFormat format, List<ObjectId> wants, List<ObjectId> haves) {

    /** Takes copies, and refuses a request for nothing. */
    public FetchRequest {
        wants = List.copyOf(wants);
        haves = List.copyOf(haves);
        if (wants.isEmpty()) {
            throw new IllegalArgumentException("a fetch wants at least one object");
        }
    }

    /** The bytes to send. */
    public byte[] toByteArray() {
        PktLineWriter out = CommandLine.begin("fetch", format).line("ofs-delta").line("no-progress");
        wants.forEach(want -> out.line("want " + want));
        haves.forEach(have -> out.line("have " + have));
        return out.line("done").flush().toByteArray();
    }
}
