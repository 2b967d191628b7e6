package io.repobackup.core.filesystem;

import io.repobackup.api.failure.MisconfiguredException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Proves by trying that a file system makes hard links, and makes each name only once. */
final class HardLinkProof {

    private final SinkRoot root;
    private final HardLinks links;

    HardLinkProof(SinkRoot root, HardLinks links) {
        this.root = root;
        this.links = links;
    }

    void prove() throws IOException {
        String name = "probe-" + UUID.randomUUID();
        Path file = Files.createFile(root.uploads().resolve(name + ".part"));
        Path link = root.uploads().resolve(name + ".link.part");
        try {
            makeFirst(link, file);
            makeSecond(link, file);
        } finally {
            Files.deleteIfExists(link);
            Files.deleteIfExists(file);
        }
    }

    private void makeFirst(Path link, Path file) throws IOException {
        try {
            links.create(link, file);
        } catch (UnsupportedOperationException | IOException e) {
            throw unusable("it makes no hard links", e);
        }
        if (!Files.isSameFile(link, file)) {
            throw unusable("it copies a file instead of linking it", null);
        }
    }

    private void makeSecond(Path link, Path file) throws IOException {
        try {
            links.create(link, file);
        } catch (FileAlreadyExistsException expected) {
            return;
        }
        throw unusable("it replaces a name that exists", null);
    }

    private MisconfiguredException unusable(String seen, @Nullable Throwable cause) {
        String message =
                "Preparing " + root + " for writing: its file system cannot keep writers apart, because " + seen
                        + "; use a directory on a file system with hard links, such as ext4, XFS, Btrfs, ZFS, APFS or NTFS, or an"
                        + " object store";
        return cause == null ? new MisconfiguredException(message) : new MisconfiguredException(message, cause);
    }
}
