package io.repobackup.core.git.connection;

import java.net.URI;

/** The addresses of smart HTTP below that of a repository. */
record ServiceAddress(URI repository) {

    URI uploadPack() {
        return below("/git-upload-pack");
    }

    URI capabilities() {
        return below("/info/refs?service=git-upload-pack");
    }

    private URI below(String path) {
        String base = repository.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
