package io.repobackup.core.git.server;

/** What a server does instead of answering properly. */
public sealed interface Fault {

    /** Answers with this status. */
    record Status(int code) implements Fault {}

    /** Answers with a page, as a login or a maintenance does. */
    record Page() implements Fault {}

    /** Closes the connection after so many bytes of the body. */
    record Cut(long afterBytes) implements Fault {}

    /** Inverts a bit of this byte of the body. */
    record Flip(long atByte) implements Fault {}

    /** Runs this before answering, such as a push in between. */
    record Meanwhile(Runnable action) implements Fault {}
}
