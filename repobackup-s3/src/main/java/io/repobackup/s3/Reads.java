package io.repobackup.s3;

import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.ByteRange;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Opens objects for reading. <i>Thread-safe.</i> */
final class Reads {

    /** More than any object has, and far from where numbers of servers overflow. */
    private static final long BEYOND_EVERY_OBJECT = 1L << 50;

    private final Bucket bucket;

    Reads(Bucket bucket) {
        this.bucket = bucket;
    }

    /** The newest version of an object, or a certain one. */
    InputStream open(BlobKey key, Optional<String> version, ByteRange range) {
        if (range.length() == 0 || range.offset() >= BEYOND_EVERY_OBJECT) {
            return none(key, version);
        }
        GetObjectRequest get = request(key, version).build();
        Attempt attempt = attempt(key, version);
        try {
            return new ObjectStream(this, attempt, get, range, send(get, range));
        } catch (S3Exception e) {
            if (e.statusCode() == 416) {
                return InputStream.nullInputStream();
            }
            throw bucket.calls().told(attempt, e);
        } catch (SdkException | IllegalStateException e) {
            throw bucket.calls().told(attempt, e);
        }
    }

    /** Does nothing when the first byte can be read; otherwise it fails with what the store says to that. */
    void requireReadable(BlobKey key, Optional<String> version) {
        GetObjectRequest get = request(key, version).range("bytes=0-0").build();
        bucket.calls()
                .patiently(attempt(key, version), client -> client.getObject(get))
                .abort();
    }

    ResponseInputStream<GetObjectResponse> send(GetObjectRequest get, ByteRange range) {
        GetObjectRequest ranged = get.toBuilder().range(header(range)).build();
        return bucket.calls().patientlyUntold(client -> client.getObject(ranged));
    }

    RuntimeException told(Attempt attempt, RuntimeException e) {
        return bucket.calls().told(attempt, e);
    }

    boolean isClosed() {
        return bucket.calls().isClosed();
    }

    private GetObjectRequest.Builder request(BlobKey key, Optional<String> version) {
        GetObjectRequest.Builder request = GetObjectRequest.builder()
                .bucket(bucket.place().bucket())
                .key(bucket.place().objectName(key))
                .versionId(version.orElse(null));
        if (bucket.settings().checksums() == S3Checksums.STANDARD) {
            request.checksumMode(ChecksumMode.ENABLED);
        }
        return request;
    }

    private Attempt attempt(BlobKey key, Optional<String> version) {
        String right = version.isPresent() ? "s3:GetObjectVersion" : "s3:GetObject";
        return Attempt.reading("Reading", bucket.place(), key, right);
    }

    private InputStream none(BlobKey key, Optional<String> version) {
        if (new Stats(bucket).head(key, version).isEmpty()) {
            throw new NotFoundException("Reading " + bucket.place().url(key) + ": it is not there");
        }
        return InputStream.nullInputStream();
    }

    /** Every byte is asked for without a range, since the store's checksum is of them all. */
    private static @Nullable String header(ByteRange range) {
        if (range.isOpen() && range.offset() == 0) {
            return null;
        }
        boolean open = range.length() >= BEYOND_EVERY_OBJECT;
        return "bytes=" + range.offset() + "-" + (open ? "" : Long.toString(range.offset() + range.length() - 1));
    }
}
