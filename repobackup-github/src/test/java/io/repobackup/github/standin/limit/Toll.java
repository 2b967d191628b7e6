package io.repobackup.github.standin.limit;

/**
 * What a request takes.
 *
 * @param resource of which it takes units by the hour
 * @param units how many; 0 when it takes none at first
 * @param pace of which it takes points by the minute: {@code rest} or {@code graphql}
 * @param points how many
 * @param isMetered whether it is refused when the hour is used up
 */
public record Toll(String resource, int units, String pace, int points, boolean isMetered) {

    /** A request in REST. */
    public static Toll rest(String method) {
        return new Toll("core", 1, "rest", method.equals("GET") || method.equals("HEAD") ? 1 : 5, true);
    }

    /** The same, free by the hour. */
    public Toll free() {
        return new Toll(resource, 0, pace, points, false);
    }

    /** A query, whose units are known once it is read. */
    public static Toll query() {
        return new Toll("graphql", 0, "graphql", 1, true);
    }
}
