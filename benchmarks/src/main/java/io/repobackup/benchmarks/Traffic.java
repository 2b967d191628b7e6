package io.repobackup.benchmarks;

/** Requests to a server, and bytes of their bodies in both directions. */
record Traffic(long requests, long bytes) {

    /** Where nothing is counted. */
    static final Traffic NONE = new Traffic(0, 0);

    Traffic since(Traffic earlier) {
        return new Traffic(requests - earlier.requests, bytes - earlier.bytes);
    }
}
