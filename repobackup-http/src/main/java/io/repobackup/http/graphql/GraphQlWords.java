package io.repobackup.http.graphql;

/**
 * What a host's errors mean, of those that the client itself can do something about. An adapter adds its host's words:
 *
 * <pre>{@code
 * GraphQlWords words = error -> error.message().contains("timedout")
 *         ? GraphQlWords.Meaning.TOO_MUCH
 *         : GraphQlWords.common().meaning(error);
 * }</pre>
 *
 * <p><i>Thread-safe.</i>
 */
@FunctionalInterface
public interface GraphQlWords {

    /** What an error means. */
    enum Meaning {
        /** There were too many requests: the credential is paused, and the query sent again. */
        LIMITED,
        /** The query asks for too much: less is asked for, where it has a size. */
        TOO_MUCH,
        /** It may pass: the query is sent again. */
        PASSING,
        /** It is part of the answer: the caller sees it. */
        ANSWER
    }

    /** What this error means. */
    Meaning meaning(GraphQlError error);

    /** The words that are in use: {@code RATE_LIMITED}, {@code RESOURCE_LIMITS_EXCEEDED} and their like. */
    static GraphQlWords common() {
        return CommonWords::meaning;
    }
}
