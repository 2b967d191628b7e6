package io.repobackup.core.git.lfs;

import io.repobackup.api.capture.ContentReader;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.core.git.local.LocalLfsObjects;
import io.repobackup.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Opens the LFS objects of repositories.
 *
 * <p><i>Thread-safe.</i>
 */
public final class LfsReaders {

    private final HttpClient http;
    private final Clock clock;

    /** Reads through this client, and tells by this clock when an address has expired. */
    public LfsReaders(HttpClient http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /**
     * A reader for one look at one repository, on one thread. It opens contents whose SHA-256 is the object's id, and
     * whose size is known. What it fails with says in its first words what state the object is in: {@code missing on
     * the server}, {@code over quota}, {@code refused host}.
     */
    public ContentReader reader(GitEndpoint endpoint) {
        return "file".equalsIgnoreCase(endpoint.url().getScheme())
                ? LocalLfsObjects.of(Path.of(endpoint.url()))
                : new ServedObjects(new LfsServer(http, endpoint, clock));
    }
}
