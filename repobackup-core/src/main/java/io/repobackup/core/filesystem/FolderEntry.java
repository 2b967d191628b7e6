package io.repobackup.core.filesystem;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.StoredBlob;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A blob or a folder of keys. <i>Immutable.</i>
 *
 * @param order the key of a blob; the key of a folder with a slash, which is what all keys in it begin with: sorted by
 *     this text, a walk that enters folders where they come meets the keys in the order of their bytes
 * @param blob the blob, or nothing for a folder
 */
record FolderEntry(String order, Optional<StoredBlob> blob) {

    static Optional<FolderEntry> of(String prefix, String name, BasicFileAttributes attributes) {
        if (attributes.isDirectory()) {
            return key(prefix + name).map(folder -> new FolderEntry(folder + "/", Optional.empty()));
        }
        if (attributes.isRegularFile()) {
            return key(prefix + name)
                    .map(key -> new FolderEntry(key.text(), Optional.of(BlobFiles.described(key, attributes))));
        }
        return Optional.empty();
    }

    private static Optional<BlobKey> key(String text) {
        try {
            return Optional.of(BlobKey.of(text));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
