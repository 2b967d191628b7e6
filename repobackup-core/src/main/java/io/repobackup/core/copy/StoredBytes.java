package io.repobackup.core.copy;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.core.sink.OriginalsSink;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.PinnedInputStream;
import io.repobackup.core.vault.file.SmallFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Copies bytes from one store to another as they lie. Nothing is there under a key until all of its bytes were read and found
 * to be right; nothing that is there is changed.
 *
 * <p><i>Thread-safe.</i>
 */
final class StoredBytes {

    /** Up to this size an object is put in one go, which costs one request and is atomic on every store. */
    private static final int AT_ONCE = 1 << 20;

    private static final int BUFFER = 128 << 10;
    private static final int COMMIT_ATTEMPTS = 4;

    private final BlobSink source;
    private final BlobSink target;
    private final SmallFiles sources;
    private final SmallFiles targets;

    StoredBytes(BlobSink source, BlobSink target) {
        this.source = source;
        this.target = target;
        this.sources = new SmallFiles(source);
        this.targets = new SmallFiles(target);
    }

    Map<BlobKey, StoredBlob> inSource(BlobKey folder) {
        return list(source, folder);
    }

    Map<BlobKey, StoredBlob> inTarget(BlobKey folder) {
        return list(target, folder);
    }

    /** Whether both stores have the same bytes under a key. */
    boolean isSame(BlobKey key) {
        return Arrays.equals(read(key), targets.read(key).orElse(null));
    }

    /** Whether the target has the bytes of a blob. */
    boolean isThere(BlobRef blob) {
        try (InputStream in = PinnedInputStream.ofStored(blob, target.open(blob.key(), ByteRange.all()))) {
            return ((PinnedInputStream) in).isSound();
        } catch (IOException e) {
            throw new UnavailableException("Reading the copy of " + blob.key() + " broke off; try again", e);
        }
    }

    /**
     * Copies a blob.
     *
     * @throws CorruptedException when the source has not what the pin says
     * @throws NotFoundException when the source has it no more
     * @throws ConflictException when the target has other bytes there
     */
    void copy(BlobRef blob) {
        try (InputStream in = open(blob)) {
            if (blob.storedSize() <= AT_ONCE) {
                put(blob.key(), in.readAllBytes());
            } else {
                upload(blob, in);
            }
        } catch (IOException e) {
            throw new UnavailableException("Reading " + blob.key() + " of the vault broke off; try again", e);
        }
    }

    /**
     * Copies a small file of which no record has the digest, compared with what the source's listing tells of it.
     *
     * @return how long it is
     */
    long copy(StoredBlob file) {
        byte[] bytes = read(file.key());
        if (bytes.length != file.sizeInBytes()) {
            throw new CorruptedException(
                    file.key().text(), file.sizeInBytes() + " bytes, as listed", bytes.length + " bytes");
        }
        if (file.sha256().filter(listed -> !listed.equals(Sha256.of(bytes))).isPresent()) {
            throw new CorruptedException(file.key().text(), "the SHA-256 that the store tells", "another");
        }
        put(file.key(), bytes);
        return bytes.length;
    }

    private byte[] read(BlobKey key) {
        return sources.read(key)
                .orElseThrow(() -> new NotFoundException("Copying " + key + ": the vault has it no more"));
    }

    private InputStream open(BlobRef blob) {
        InputStream in = source instanceof OriginalsSink originals
                ? originals.openSound(
                        blob.inStore(),
                        version -> PinnedInputStream.ofStored(blob, version).isSound())
                : source.open(blob.key(), ByteRange.all());
        return PinnedInputStream.ofStored(blob, in);
    }

    private void put(BlobKey key, byte[] bytes) {
        if (targets.put(key, bytes, classOf(key)) == SmallFiles.Put.TAKEN) {
            throw other(key);
        }
    }

    private void upload(BlobRef blob, InputStream in) throws IOException {
        try (BlobUpload upload = target.begin(blob.key(), BlobOptions.of(classOf(blob.key())))) {
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancelledException("Copying " + blob.key() + " was interrupted; run the copy again");
                }
                upload.write(ByteBuffer.wrap(buffer, 0, count));
            }
            requireAsIs(blob, commit(upload));
        } catch (ConflictException e) {
            // Another copy may have been faster.
            if (target.stat(blob.key()).filter(there -> isAsIs(blob, there)).isEmpty()) {
                throw e;
            }
        }
    }

    private static StoredBlob commit(BlobUpload upload) {
        for (int attempt = 1; ; attempt++) {
            try {
                return upload.commit();
            } catch (OutcomeUnknownException e) {
                if (attempt == COMMIT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Whether nothing that the target tells of a blob is otherwise than its pin. */
    static boolean isAsIs(BlobRef blob, StoredBlob stored) {
        return stored.sizeInBytes() == blob.storedSize()
                && stored.sha256()
                        .filter(digest -> !digest.equals(blob.storedSha256()))
                        .isEmpty();
    }

    private static void requireAsIs(BlobRef blob, StoredBlob stored) {
        if (!isAsIs(blob, stored)) {
            throw new MisconfiguredException(
                    "The target keeps " + blob.key() + " in other bytes than it was given; copy to"
                            + " the store itself, without what encrypts or changes bytes on their way to it");
        }
    }

    private static ConflictException other(BlobKey key) {
        return new ConflictException(
                "Copying " + key + ": the target has other bytes there; they are left as they are");
    }

    private static BlobClass classOf(BlobKey key) {
        if (key.text().startsWith("data/")) {
            return BlobClass.DATA;
        }
        return key.text().startsWith("vault") || key.text().startsWith("restore") ? BlobClass.PLAIN : BlobClass.STATE;
    }

    private static Map<BlobKey, StoredBlob> list(BlobSink sink, BlobKey folder) {
        Map<BlobKey, StoredBlob> found = new TreeMap<>();
        try (Stream<StoredBlob> blobs = sink.list(BlobListing.under(folder))) {
            blobs.forEach(blob -> found.put(blob.key(), blob));
        }
        return found;
    }
}
