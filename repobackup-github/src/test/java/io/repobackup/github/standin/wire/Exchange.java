package io.repobackup.github.standin.wire;

/**
 * A request with its answer, for those who check both.
 *
 * @param operation the template that answered, such as {@code /repos/{owner}/{repo}}; empty outside of REST
 * @param path the path as the template would have it, without what comes before the root of REST
 */
public record Exchange(Ask ask, Answer answer, String operation, String path) {}
