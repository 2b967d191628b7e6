package io.repobackup.github.standin;

/**
 * A request that came, in short.
 *
 * @param method of HTTP
 * @param target path and query
 * @param resource of which it takes: {@code core}, {@code graphql}, or empty for what is not metered
 * @param status that was answered; 0 when the connection was cut
 * @param points what it took by the hour: 0 for 304, and for what is free
 * @param caller whose allowance it used
 */
public record RequestRecord(String method, String target, String resource, int status, long points, String caller) {

    /** Method and target, such as {@code GET /repos/acme/tools}. */
    @Override
    public String toString() {
        return method + " " + target;
    }
}
