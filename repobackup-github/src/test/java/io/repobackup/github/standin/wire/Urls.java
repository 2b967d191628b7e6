package io.repobackup.github.standin.wire;

import java.net.URI;

/**
 * The host's own addresses, each with a slash at its end but the last.
 *
 * @param web for people, and for git
 * @param rest the root of REST
 * @param graphQl where queries are posted
 */
public record Urls(URI web, URI rest, URI graphQl) {

    /** An address below the root of REST. */
    public String rest(String path) {
        return rest + path;
    }

    /** An address for people. */
    public String web(String path) {
        return web + path;
    }
}
