package io.repobackup.core.git.wire;

import io.repobackup.core.refs.ObjectFormat;

/** How every request begins. */
final class CommandLine {

    private CommandLine() {}

    /** The command, and of the capabilities only what a server needs to be told. */
    static PktLineWriter begin(String command, ObjectFormat format) {
        PktLineWriter out = new PktLineWriter().line("command=" + command);
        if (format != ObjectFormat.SHA1) {
            out.line("object-format=" + format.word());
        }
        return out.delimiter();
    }
}
