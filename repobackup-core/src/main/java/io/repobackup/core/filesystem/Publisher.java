package io.repobackup.core.filesystem;

import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.StoredBlob;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;

/**
 * Gives completed bytes their key: once, for good, or not at all. <i>Thread-safe.</i>
 */
final class Publisher {

    private final SinkRoot root;
    private final DurableFolders folders;
    private final HardLinks links;
    private volatile boolean proved;

    Publisher(SinkRoot root, DurableFolders folders, HardLinks links) {
        this.root = root;
        this.folders = folders;
        this.links = links;
    }

    /** A new file for bytes on their way to this key. */
    PartFile newPart(BlobKey key) {
        prepare();
        String name = ProcessHandle.current().pid() + "-" + UUID.randomUUID() + ".part";
        return PartFile.create(root.uploads().resolve(name), storing(key));
    }

    /** Publishes a part under a key. May be repeated with the same part after any failure. */
    StoredBlob publish(PartFile part, BlobKey key) {
        Path target = root.fileOf(key);
        Path folder = Objects.requireNonNull(target.getParent(), "a key lies below the root");
        try {
            StoredBlob blob = part.complete(key);
            link(part.file(), target, folder, key);
            force(folder, key);
            return blob;
        } catch (IOException e) {
            throw FileFailure.ofWriting(storing(key), target, e);
        }
    }

    private void link(Path part, Path target, Path folder, BlobKey key) throws IOException {
        try {
            linkIn(folder, part, target, key);
        } catch (NoSuchFileException e) {
            if (!Files.exists(part)) {
                throw new NotFoundException(
                        storing(key) + ": the upload was aborted and its bytes are gone; upload the blob again", e);
            }
            // Somebody tidied up an empty folder.
            folders.forget();
            linkIn(folder, part, target, key);
        }
    }

    private void linkIn(Path folder, Path part, Path target, BlobKey key) throws IOException {
        folders.make(folder);
        root.refuseLinks(folder);
        try {
            links.create(target, part);
        } catch (FileAlreadyExistsException e) {
            refuseUnlessOwn(part, target, key, e);
        }
    }

    /** A repeated commit finds its own file; so does a network file system that lost its first answer. */
    private static void refuseUnlessOwn(Path part, Path target, BlobKey key, FileAlreadyExistsException cause)
            throws IOException {
        if (!Files.exists(part) || !Files.isSameFile(part, target)) {
            throw new ConflictException(
                    "Storing " + key + ": " + target + " exists; read it, or use a fresh key", cause);
        }
    }

    private void force(Path folder, BlobKey key) {
        try {
            DurableFolders.force(folder);
        } catch (IOException e) {
            throw new OutcomeUnknownException(
                    storing(key)
                            + ": the blob is there, but its folder could not be forced to the disk; repeat the call"
                            + " or read back",
                    e);
        }
    }

    /** Finds out before the first write, not after the first gigabyte, whether blobs can be published here. */
    private void prepare() {
        if (!proved) {
            try {
                folders.make(root.uploads());
                root.refuseLinks(root.uploads());
                new HardLinkProof(root, links).prove();
            } catch (IOException e) {
                throw FileFailure.ofWriting("Preparing " + root + " for writing", root.uploads(), e);
            }
            proved = true;
        }
    }

    private String storing(BlobKey key) {
        return "Storing " + key + " in " + root;
    }
}
