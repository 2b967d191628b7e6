package io.repobackup.core.git.connection;

/**
 * What was learned about how a host takes requests, so that only the first conversations pay for finding out.
 *
 * <p><i>Thread-safe.</i>
 */
final class Manners {

    private volatile boolean takesFirstPosts;
    private volatile boolean wantsPlain;

    /** Whether the host has answered a first request that came without another before it: its refusals are meant. */
    boolean takesFirstPosts() {
        return takesFirstPosts;
    }

    void tookFirstPost() {
        takesFirstPosts = true;
    }

    /** Whether the host has refused a compressed request, and taken the same as it is. */
    boolean wantsPlain() {
        return wantsPlain;
    }

    void tookPlain() {
        wantsPlain = true;
    }
}
