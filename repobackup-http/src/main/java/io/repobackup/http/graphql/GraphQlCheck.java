package io.repobackup.http.graphql;

import io.repobackup.http.HttpResponse;

/**
 * Looks at an answer together with its headers, in which some hosts say that they left something out.
 *
 * <p><i>Thread-safe.</i>
 */
@FunctionalInterface
public interface GraphQlCheck {

    /**
     * Returns when the answer may be handed out. The body of the response was read already.
     *
     * @throws io.repobackup.api.failure.RepobackupException when it may not; typed by what the caller can do
     */
    void check(HttpResponse response, GraphQlAnswer answer);
}
