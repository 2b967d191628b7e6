package io.repobackup.azure;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One version of a blob in {@link PlayedStore}. Guarded by the store. */
final class PlayedVersion {

    final String name;
    final String id;
    final byte[] content;
    final Map<String, String> metadata;
    final Instant written;
    boolean current = true;

    @Nullable
    Instant lockedUntil;

    String lockMode = "";
    String tier = "Hot";
    String archiveStatus = "";

    PlayedVersion(String name, String id, byte[] content, Map<String, String> metadata, Instant written) {
        this.name = name;
        this.id = id;
        this.content = content;
        this.metadata = metadata;
        this.written = written;
    }

    String etag() {
        return "\"" + id + "\"";
    }

    boolean isLocked(Instant now) {
        return lockedUntil != null && lockedUntil.isAfter(now);
    }
}
