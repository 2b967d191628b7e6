package io.repobackup.core.git.wire;

import io.repobackup.core.refs.ObjectFormat;
import java.util.List;

/**
 * The question for refs, with what symbolic refs point to and what tags stand for in the end.
 *
 * <p><i>Immutable.</i>
 *
 * @param format the hash function of the repository; SHA-1 is what a server assumes and goes unsaid
 * @param unborn how to ask about a HEAD whose branch does not exist
 * @param prefixes the names to be told begin with one of these; none for all. HEAD is always asked for
 */
public record LsRefsRequest(ObjectFormat format, Unborn unborn, List<String> prefixes) {

    /** Whether to ask about a HEAD whose branch does not exist; not every server knows the word. */
    public enum Unborn {
        /** Leave such a HEAD out. */
        UNASKED,
        /** Tell where it points to. */
        ASKED
    }

    /** Takes a copy. */
    public LsRefsRequest {
        prefixes = List.copyOf(prefixes);
    }

    /** The question for all refs. */
    public static LsRefsRequest all(ObjectFormat format, Unborn unborn) {
        return new LsRefsRequest(format, unborn, List.of());
    }

    /** The bytes to send. */
    public byte[] toByteArray() {
        PktLineWriter out = CommandLine.begin("ls-refs", format).line("peel").line("symrefs");
        if (unborn == Unborn.ASKED) {
            out.line("unborn");
        }
        if (!prefixes.isEmpty()) {
            // A server that is given prefixes leaves out HEAD unless it is among them.
            out.line("ref-prefix HEAD");
            prefixes.forEach(prefix -> out.line("ref-prefix " + prefix));
        }
        return out.flush().toByteArray();
    }
}
