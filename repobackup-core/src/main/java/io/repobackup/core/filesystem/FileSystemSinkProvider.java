package io.repobackup.core.filesystem;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobSinkProvider;
import java.net.URI;
import java.nio.file.Path;

/**
 * Opens {@link FileSystemBlobSink}s from URLs such as {@code file:///backup/vault}.
 *
 * <p><i>Thread-safe and stateless.</i>
 */
public final class FileSystemSinkProvider implements BlobSinkProvider {

    @Override
    public boolean accepts(URI uri) {
        return "file".equalsIgnoreCase(uri.getScheme());
    }

    @Override
    public BlobSink open(URI uri) {
        return FileSystemBlobSink.open(directory(uri));
    }

    private static Path directory(URI uri) {
        try {
            return Path.of(uri);
        } catch (IllegalArgumentException e) {
            throw new MisconfiguredException(
                    "Opening the sink " + uri + ": this names no directory (" + e.getMessage()
                            + "); write it like file:///backup/vault",
                    e);
        }
    }
}
