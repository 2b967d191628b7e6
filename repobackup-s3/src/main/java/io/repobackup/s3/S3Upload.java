package io.repobackup.s3;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.s3.Puts.Letter;
import io.repobackup.s3.UploadMemory.Loan;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * A blob on its way into a bucket: in one request while it fits into one part, in parts when it is longer.
 *
 * <p><i>Confined to one thread at a time</i>, except that its sink may close it.
 */
final class S3Upload implements BlobUpload {

    /** Which upload made an object, so that one whose answer was lost is known again. */
    static final String MARK = "repobackup-upload";

    private final Bucket bucket;
    private final BlobKey key;
    private final BlobOptions options;
    private final Supplier<Dialect> dialect;
    private final Consumer<S3Upload> whenClosed;
    private final Attempt attempt;
    private final String mark = UUID.randomUUID().toString();
    private final MessageDigest digest = Sha256.digest();
    private volatile PartBuffer buffer;
    private long length;
    private @Nullable Sha256 sha256;
    private @Nullable StoredBlob stored;
    private volatile @Nullable Parts parts;
    private boolean commitTried;
    private boolean answerLost;
    private boolean writeFailed;
    private volatile boolean closed;

    /** An upload that needed more than one part. */
    private record Parts(MultipartUpload upload, PartSender sender) {}

    S3Upload(
            Bucket bucket, BlobKey key, BlobOptions options, Supplier<Dialect> dialect, Consumer<S3Upload> whenClosed) {
        this.bucket = bucket;
        this.key = key;
        this.options = options;
        this.dialect = dialect;
        this.whenClosed = whenClosed;
        this.attempt = Attempt.writing("Uploading", bucket.place(), key, "s3:PutObject");
        this.buffer = PartBuffer.beginning();
    }

    @Override
    public void write(ByteBuffer bytes) {
        require(!closed && !commitTried && !writeFailed);
        writeFailed = true;
        digest.update(bytes.duplicate());
        length += bytes.remaining();
        while (bytes.hasRemaining()) {
            if (buffer.isFull()) {
                makeRoom();
            }
            buffer.take(bytes);
        }
        writeFailed = false;
    }

    @Override
    public StoredBlob commit() {
        require(!closed && !writeFailed);
        commitTried = true;
        if (stored == null) {
            if (sha256 == null) {
                sha256 = Sha256.from(digest);
                sendLastPart();
            }
            stored = locked(publish(sha256));
            buffer.drop(bucket.memory());
        }
        return stored;
    }

    @Override
    public void close() {
        closed = true;
        bucket.memory().wake();
        Parts begun = parts;
        if (begun != null && stored == null) {
            begun.sender().close();
            Uninterrupted.run(begun.upload()::abort);
        }
        buffer.drop(bucket.memory());
        whenClosed.accept(this);
    }

    private void makeRoom() {
        if (buffer.isBeginning()) {
            buffer = buffer.movedTo(shared(plan().sizeOf(1)));
            return;
        }
        Parts begun = parts == null ? begin() : parts;
        begun.sender().send(buffer);
        buffer = PartBuffer.in(shared(begun.sender().nextSize()));
    }

    private Loan shared(int size) {
        return bucket.memory().take(attempt.action(), size, () -> closed);
    }

    private Parts begin() {
        MultipartUpload upload = MultipartUpload.create(bucket, key, options, Map.of(MARK, mark));
        PartSender sender = new PartSender(
                upload, plan(), bucket.memory(), bucket.settings().parallelParts(), attempt.action());
        Parts begun = new Parts(upload, sender);
        parts = begun;
        return begun;
    }

    private PartPlan plan() {
        return new PartPlan(bucket.settings().partSizeInBytes());
    }

    private void sendLastPart() {
        Parts begun = parts;
        if (begun != null) {
            begun.sender().send(buffer);
        }
    }

    private StoredBlob locked(StoredBlob published) {
        LockedStores locks = new LockedStores(bucket);
        return parts == null ? locks.afterPut(published, options) : locks.afterParts(published, options);
    }

    private StoredBlob publish(Sha256 digestOfAll) {
        try {
            Parts begun = parts;
            return begun == null ? put(digestOfAll) : complete(begun, digestOfAll);
        } catch (OutcomeUnknownException e) {
            answerLost = true;
            throw e;
        } catch (ConflictException | NotFoundException e) {
            // What an earlier try whose answer was lost stored is in the way of this one, or was all there was.
            StoredBlob ours = new StoredBlob(key, Optional.empty(), length, Optional.of(digestOfAll), Instant.EPOCH);
            return answerLost ? found(ours).orElseThrow(() -> e) : refused(e);
        }
    }

    private StoredBlob put(Sha256 digestOfAll) {
        Letter letter = new Letter(key, buffer.content(), digestOfAll, options, Map.of(MARK, mark));
        return new Puts(bucket).send(letter, dialect.get());
    }

    private StoredBlob complete(Parts begun, Sha256 digestOfAll) {
        List<CompletedPart> all = begun.sender().allSent();
        CompleteMultipartUploadResponse answer = begun.upload().complete(all, dialect.get());
        answerLost = true;
        StoredBlob told = told(answer, digestOfAll);
        try {
            return seen(told)
                    .orElseThrow(() -> new OutcomeUnknownException(
                            attempt + ": the store completed it, but does not show it; repeat the same call"));
        } catch (AccessDeniedException e) {
            // Who may write here need not be allowed to read.
            return told;
        }
    }

    private StoredBlob told(CompleteMultipartUploadResponse answer, Sha256 digestOfAll) {
        Optional<String> date = answer.sdkHttpResponse().firstMatchingHeader("Date");
        Instant storedAt = StoreTime.of(date, bucket.settings().clock());
        return new StoredBlob(key, Stats.version(answer.versionId()), length, Optional.of(digestOfAll), storedAt);
    }

    private static StoredBlob refused(RuntimeException e) {
        throw e;
    }

    /** The object, when it is the one that this upload made; who may not look at it sees its size in a listing. */
    private Optional<StoredBlob> found(StoredBlob ours) {
        try {
            return seen(ours);
        } catch (AccessDeniedException e) {
            return new Stats(bucket)
                    .listed(key)
                    .filter(blob -> blob.sizeInBytes() == length)
                    .map(blob -> new StoredBlob(key, ours.version(), length, ours.sha256(), blob.storedAt()));
        }
    }

    private Optional<StoredBlob> seen(StoredBlob ours) {
        return new Stats(bucket).head(key).filter(this::isOurs).map(answer -> Stats.blob(key, answer, ours.sha256()));
    }

    private boolean isOurs(HeadObjectResponse answer) {
        return mark.equals(answer.metadata().get(MARK)) && answer.contentLength() == length;
    }

    private void require(boolean usable) {
        if (!usable) {
            throw new IllegalStateException("the upload of " + key + " was "
                    + (closed ? "closed" : writeFailed ? "broken by a failed write" : "committed"));
        }
    }
}
