package io.repobackup.core.git.lfs;

import java.net.URI;
import java.util.Locale;

/**
 * Where the LFS server of a repository is, unless its settings say otherwise, which are not followed.
 *
 * <p><i>Immutable.</i>
 *
 * @param server the server's address; for a repository in a directory of this machine that directory
 * @see <a href="https://github.com/git-lfs/git-lfs/blob/main/docs/api/server-discovery.md">Server discovery</a>
 */
public record LfsAddress(URI server) {

    private static final String SUFFIX = ".git";

    /** The server that belongs to a repository at this address. */
    public static LfsAddress of(URI repository) {
        String base = repository.toString().replaceFirst("/+$", "");
        if ("file".equalsIgnoreCase(repository.getScheme())) {
            return new LfsAddress(repository);
        }
        boolean named = base.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
        return new LfsAddress(URI.create(base + (named ? "" : SUFFIX) + "/info/lfs"));
    }

    URI batch() {
        return URI.create(server + "/objects/batch");
    }
}
