package io.repobackup.http;

/**
 * A request that can ask for more or less at once.
 *
 * <p><i>Thread-safe.</i>
 *
 * @see PageSize
 */
@FunctionalInterface
public interface SizedRequest {

    /** The request for so much, 1 or more. */
    HttpRequest of(int size);
}
