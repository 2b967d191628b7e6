package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Encryption;
import io.repobackup.core.sink.OriginalsSink;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.key.Ulids;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The blobs of one subject on a sink. <i>Thread-safe.</i> */
final class VaultBlobs implements SubjectBlobs {

    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]+(\\.[a-z0-9]+)*");

    private final BlobSink sink;
    private final SubjectKeys keys;
    private final Ulids ids;
    /** What lies beneath encryption; kept, for it remembers what it has seen of versions. */
    private volatile @Nullable BlobSink stored;

    VaultBlobs(BlobSink sink, SubjectKeys keys, Ulids ids) {
        this.sink = sink;
        this.keys = keys;
        this.ids = ids;
    }

    @Override
    public BlobFamily data() {
        return new Family(keys.data(), BlobClass.DATA);
    }

    @Override
    public BlobFamily state() {
        return new Family(keys.state(), BlobClass.STATE);
    }

    @Override
    public InputStream open(BlobRef blob) {
        return open(sink, blob);
    }

    @Override
    public InputStream openStored(BlobRef blob) {
        BlobSink beneath = stored;
        if (beneath == null) {
            beneath = sink.facet(Encryption.class)
                    .map(encryption -> OriginalsSink.over(encryption.stored()))
                    .orElse(sink);
            stored = beneath;
        }
        return open(beneath, blob.asStored());
    }

    private InputStream open(BlobSink from, BlobRef blob) {
        if (!keys.isBlob(blob.key())) {
            throw new CorruptedException(blob.key().text(), "a blob of " + keys, "one of another subject, or none");
        }
        return new PinnedInputStream(blob, bytes(from, blob));
    }

    private static InputStream bytes(BlobSink from, BlobRef blob) {
        return from instanceof OriginalsSink originals
                ? originals.openSound(blob.inStore(), in -> new PinnedInputStream(blob, in).isSound())
                : from.open(blob.key(), ByteRange.all());
    }

    private final class Family implements BlobFamily {

        private final BlobKey folder;
        private final BlobClass blobClass;
        private final String id = ids.next().text();
        private final Set<String> used = ConcurrentHashMap.newKeySet();

        Family(BlobKey folder, BlobClass blobClass) {
            this.folder = folder;
            this.blobClass = blobClass;
        }

        @Override
        public BlobWriter begin(String extension) {
            if (!EXTENSION.matcher(extension).matches() || !used.add(extension)) {
                throw new IllegalArgumentException("a family of blobs has each extension once, in small letters, not '"
                        + extension + "' again or at all");
            }
            return new SinkBlobWriter(sink, folder.child(id + "." + extension), blobClass);
        }
    }
}
