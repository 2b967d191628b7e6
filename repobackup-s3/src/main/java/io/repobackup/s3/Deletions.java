package io.repobackup.s3;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.Removal.Answer;
import io.repobackup.api.sink.StoredBlob;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * Objects that are to be removed, collected into requests of a thousand. Ceph refuses such a request as a whole to who may
 * work below a prefix only; then they are removed one by one.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
final class Deletions {

    private static final int BATCH = 1_000;

    private final Bucket bucket;
    private final Map<ObjectIdentifier, Ordered> ordered = new LinkedHashMap<>();
    private boolean oneByOne;

    Deletions(Bucket bucket) {
        this.bucket = bucket;
    }

    /** What is to be removed, and who hears of it. */
    private record Ordered(StoredBlob blob, Consumer<Answer> listener) {

        void answer(Answer answer) {
            listener.accept(answer);
        }
    }

    void add(StoredBlob blob, Consumer<Answer> listener) {
        ObjectIdentifier name =
                identifier(bucket.place().objectName(blob.key()), blob.version().orElse(null));
        ordered.put(name, new Ordered(blob, listener));
        if (ordered.size() == BATCH) {
            finish();
        }
    }

    /** Removes what was not yet. */
    void finish() {
        if (!ordered.isEmpty()) {
            Map<ObjectIdentifier, Ordered> batch = Map.copyOf(ordered);
            ordered.clear();
            if (oneByOne) {
                batch.forEach(this::removeOne);
            } else {
                removeAll(batch);
            }
        }
    }

    private void removeAll(Map<ObjectIdentifier, Ordered> batch) {
        DeleteObjectsResponse response;
        try {
            response = send(List.copyOf(batch.keySet()));
        } catch (AccessDeniedException e) {
            oneByOne = e.permission().isPresent();
            batch.forEach((name, one) -> removeOneAfter(e, name, one));
            return;
        } catch (RepobackupException e) {
            batch.values().forEach(each -> each.answer(new Answer.Failed(e)));
            return;
        }
        Map<ObjectIdentifier, Ordered> unanswered = new LinkedHashMap<>(batch);
        response.deleted().stream()
                .map(gone -> unanswered.remove(identifier(gone.key(), gone.versionId())))
                .forEach(each -> answer(each, new Answer.Removed()));
        response.errors()
                .forEach(error -> refused(unanswered.remove(identifier(error.key(), error.versionId())), error));
        unanswered.values().forEach(each -> each.answer(new Answer.Failed(silent(each.blob()))));
    }

    private void removeOneAfter(AccessDeniedException refusal, ObjectIdentifier name, Ordered one) {
        if (oneByOne) {
            removeOne(name, one);
        } else {
            one.answer(new Answer.Failed(refusal));
        }
    }

    private DeleteObjectsResponse send(List<ObjectIdentifier> objects) {
        DeleteObjectsRequest request = DeleteObjectsRequest.builder()
                .bucket(bucket.place().bucket())
                .delete(delete -> delete.objects(objects))
                .build();
        Attempt attempt =
                Attempt.onPlace("Removing " + objects.size() + " objects from", bucket.place(), "s3:DeleteObject");
        return bucket.calls().patiently(attempt, client -> client.deleteObjects(request));
    }

    private void removeOne(ObjectIdentifier name, Ordered one) {
        DeleteObjectRequest request = DeleteObjectRequest.builder()
                .bucket(bucket.place().bucket())
                .key(name.key())
                .versionId(name.versionId())
                .build();
        Attempt attempt = Attempt.writing("Removing", bucket.place(), one.blob().key(), right(one.blob()));
        try {
            bucket.calls().patiently(attempt, client -> client.deleteObject(request));
            one.answer(new Answer.Removed());
        } catch (NotFoundException e) {
            one.answer(new Answer.Absent());
        } catch (RepobackupException e) {
            one.answer(refusal(one.blob(), e));
        }
    }

    private static void answer(@Nullable Ordered one, Answer answer) {
        if (one != null) {
            one.answer(answer);
        }
    }

    private void refused(@Nullable Ordered one, S3Error error) {
        if (one != null) {
            one.answer(answer(one.blob(), error));
        }
    }

    private Answer answer(StoredBlob blob, S3Error error) {
        String seen = "Removing " + bucket.place().url(blob.key()) + ": the store answered " + error.code() + " '"
                + error.message() + "'";
        return switch (String.valueOf(error.code())) {
            case "NoSuchKey", "NoSuchVersion" -> new Answer.Absent();
            case "SlowDown", "InternalError", "ServiceUnavailable" ->
                new Answer.Failed(new UnavailableException(seen + "; try again later"));
            default ->
                refusal(
                        blob,
                        new AccessDeniedException(
                                seen + "; grant " + right(blob) + " to these credentials", right(blob)));
        };
    }

    /** A lock keeps it, which is as intended; or something else, which is not. */
    private Answer refusal(StoredBlob blob, RepobackupException refusal) {
        try {
            return bucket.setup().locks()
                    ? new ObjectLocks(bucket)
                            .end(blob)
                            .<Answer>map(Answer.Retained::new)
                            .orElseGet(() -> new Answer.Failed(refusal))
                    : new Answer.Failed(refusal);
        } catch (RepobackupException unknown) {
            refusal.addSuppressed(unknown);
            return new Answer.Failed(refusal);
        }
    }

    private static String right(StoredBlob blob) {
        return blob.version().isPresent() ? "s3:DeleteObjectVersion" : "s3:DeleteObject";
    }

    private RepobackupException silent(StoredBlob blob) {
        return new UnavailableException("Removing " + bucket.place().url(blob.key())
                + ": the store's answer does not speak of it; try again later");
    }

    private static ObjectIdentifier identifier(String name, @Nullable String version) {
        return ObjectIdentifier.builder().key(name).versionId(version).build();
    }
}
