package io.repobackup.core.rekey;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Sha256;
import io.repobackup.core.copy.CopyBook;
import io.repobackup.core.vault.BlobFamily;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.BlobWriter;
import io.repobackup.core.vault.SubjectBlobs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The blobs of data of one subject on their way into the new vault: each content once, under fresh keys, those of a family
 * together. What is written was read to its end and compared with its pin before it is published.
 *
 * <p><i>Confined to one thread.</i>
 */
final class CarriedBlobs {

    private static final int BUFFER_SIZE = 1 << 16;

    private final SubjectBlobs from;
    private final SubjectBlobs to;
    private final CopyBook book;
    private final Map<Content, BlobRef> carried = new HashMap<>();
    private final Map<String, BlobFamily> families = new HashMap<>();
    private final Map<BlobRef, RepobackupException> lost = new HashMap<>();

    CarriedBlobs(SubjectBlobs from, SubjectBlobs to, CopyBook book) {
        this.from = from;
        this.to = to;
        this.book = book;
    }

    /** What a blob is, wherever it lies. */
    private record Content(String extension, long size, Sha256 sha256) {

        static Content of(BlobRef blob) {
            return new Content(afterDot(blob.key()), blob.plainSize(), blob.plainSha256());
        }
    }

    /** The new vault has this blob, and its last record pins it. */
    void know(BlobRef blob) {
        carried.put(Content.of(blob), blob);
    }

    /** Sees to it that the new vault has it. What is returned is why it cannot: the old vault itself has it no more. */
    Optional<RepobackupException> carry(BlobRef blob) {
        if (!carried.containsKey(Content.of(blob)) && !lost.containsKey(blob)) {
            copy(blob);
        }
        return Optional.ofNullable(lost.get(blob));
    }

    /** Where a blob lies in the new vault; empty when it was not carried. */
    Optional<BlobRef> carriedTo(BlobRef blob) {
        return Optional.ofNullable(carried.get(Content.of(blob)));
    }

    static void requireNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("Rekeying was interrupted; what is carried stays, run it again for the rest");
        }
    }

    private void copy(BlobRef blob) {
        InputStream in;
        try {
            in = from.open(blob);
        } catch (NotFoundException | CorruptedException e) {
            lost.put(blob, e);
            return;
        }
        try (in) {
            know(write(blob, in));
            book.copied(blob.plainSize());
        } catch (CorruptedException e) {
            lost.put(blob, e);
        } catch (IOException e) {
            throw new UnavailableException("Reading " + blob.key() + " broke off; try again", e);
        }
    }

    private BlobRef write(BlobRef blob, InputStream in) throws IOException {
        try (BlobWriter writer = family(blob.key()).begin(afterDot(blob.key()))) {
            byte[] buffer = new byte[BUFFER_SIZE];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                requireNotInterrupted();
                writer.write(ByteBuffer.wrap(buffer, 0, count));
            }
            return writer.commit();
        }
    }

    private BlobFamily family(BlobKey key) {
        String text = key.text();
        return families.computeIfAbsent(text.substring(0, dot(text)), fresh -> to.data());
    }

    private static String afterDot(BlobKey key) {
        return key.text().substring(dot(key.text()) + 1);
    }

    private static int dot(String key) {
        return key.indexOf('.', key.lastIndexOf('/'));
    }
}
