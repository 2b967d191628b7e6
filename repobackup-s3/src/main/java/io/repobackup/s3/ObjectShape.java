package io.repobackup.s3;

import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobOptions;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** What every new object is given besides its bytes: storage class, encryption by the store, tags, a lock. <i>Immutable.</i> */
final class ObjectShape {

    /** Below this a cold class costs more than it saves, and a later run may want it at once. */
    static final long LEAST_COLD_SIZE = 1L << 20;

    private final @Nullable String coldClass;
    private final @Nullable ServerSideEncryption encryption;
    private final @Nullable String kmsKey;
    private final Map<String, String> tags;
    private final LockRule locks;

    ObjectShape(
            @Nullable String coldClass,
            @Nullable ServerSideEncryption encryption,
            @Nullable String kmsKey,
            Map<String, String> tags,
            LockRule locks) {
        this.coldClass = coldClass;
        this.encryption = encryption;
        this.kmsKey = kmsKey;
        this.tags = Map.copyOf(tags);
        this.locks = locks;
    }

    LockRule locks() {
        return locks;
    }

    void applyTo(PutObjectRequest.Builder request, BlobOptions options, long size) {
        locks.applyTo(request, options);
        storageClass(options.blobClass(), size).ifPresent(request::storageClass);
        request.serverSideEncryption(encryption).ssekmsKeyId(kmsKey);
        if (!tags.isEmpty()) {
            request.tagging(tagging());
        }
    }

    /** What goes in parts is longer than {@link #LEAST_COLD_SIZE}. */
    void applyTo(CreateMultipartUploadRequest.Builder request, BlobOptions options) {
        locks.applyTo(request, options);
        storageClass(options.blobClass(), Long.MAX_VALUE).ifPresent(request::storageClass);
        request.serverSideEncryption(encryption).ssekmsKeyId(kmsKey);
        if (!tags.isEmpty()) {
            request.tagging(tagging());
        }
    }

    private Optional<String> storageClass(BlobClass blobClass, long size) {
        return blobClass == BlobClass.DATA && size >= LEAST_COLD_SIZE
                ? Optional.ofNullable(coldClass)
                : Optional.empty();
    }

    private Tagging tagging() {
        return Tagging.builder()
                .tagSet(tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }
}
