package io.repobackup.s3;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.StoredBlob;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * Removes objects, a thousand in each request. S3 answers alike for what it removed and for what was not there, so the
 * answer is {@code Removed} for both; {@code Absent} comes from stores that tell. An object without a version in a bucket
 * that keeps versions would only be hidden, which is told as a failure.
 *
 * <p><i>Thread-safe.</i>
 */
final class ObjectRemoval implements Removal {

    private static final int BATCH = 1_000;

    private final Bucket bucket;
    private final RefusedRemovals refused;

    ObjectRemoval(Bucket bucket, RefusedRemovals refused) {
        this.bucket = bucket;
        this.refused = refused;
    }

    @Override
    public Map<StoredBlob, Answer> remove(Collection<StoredBlob> blobs) {
        List<StoredBlob> all = new ArrayList<>(blobs);
        Map<StoredBlob, Answer> answers = new LinkedHashMap<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            answers.putAll(removeBatch(all.subList(from, Math.min(all.size(), from + BATCH))));
        }
        return answers;
    }

    private Map<StoredBlob, Answer> removeBatch(List<StoredBlob> blobs) {
        Map<StoredBlob, Answer> answers = new LinkedHashMap<>();
        try {
            DeleteObjectsResponse response = send(blobs);
            Map<ObjectIdentifier, StoredBlob> asked = new HashMap<>();
            blobs.forEach(blob -> asked.put(identifier(blob), blob));
            blobs.forEach(blob -> answers.put(blob, new Answer.Failed(unanswered(blob))));
            response.deleted().forEach(gone -> answered(answers, asked, gone));
            response.errors().forEach(error -> answered(answers, asked, error));
        } catch (RepobackupException e) {
            blobs.forEach(blob -> answers.put(blob, new Answer.Failed(e)));
        }
        return answers;
    }

    private DeleteObjectsResponse send(List<StoredBlob> blobs) {
        List<ObjectIdentifier> objects = blobs.stream().map(this::identifier).toList();
        DeleteObjectsRequest request = DeleteObjectsRequest.builder()
                .bucket(bucket.place().bucket())
                .delete(delete -> delete.objects(objects))
                .build();
        Attempt attempt =
                Attempt.onPlace("Removing " + blobs.size() + " blobs from", bucket.place(), "s3:DeleteObject");
        return bucket.calls().patiently(attempt, client -> client.deleteObjects(request));
    }

    private void answered(
            Map<StoredBlob, Answer> answers, Map<ObjectIdentifier, StoredBlob> asked, DeletedObject gone) {
        StoredBlob blob = asked.get(identifier(gone.key(), gone.versionId()));
        if (blob == null) {
            return;
        }
        boolean hiddenOnly =
                Boolean.TRUE.equals(gone.deleteMarker()) && blob.version().isEmpty();
        answers.put(blob, hiddenOnly ? new Answer.Failed(hidden(blob)) : new Answer.Removed());
    }

    private void answered(Map<StoredBlob, Answer> answers, Map<ObjectIdentifier, StoredBlob> asked, S3Error error) {
        StoredBlob blob = asked.get(identifier(error.key(), error.versionId()));
        if (blob != null) {
            answers.put(blob, answer(blob, error));
        }
    }

    private Answer answer(StoredBlob blob, S3Error error) {
        String seen = "Removing " + bucket.place().url(blob.key()) + ": the store answered " + error.code() + " '"
                + error.message() + "'";
        return switch (String.valueOf(error.code())) {
            case "NoSuchKey", "NoSuchVersion" -> new Answer.Absent();
            case "AccessDenied" ->
                refused.answer(blob, new AccessDeniedException(seen + "; " + grant(blob), right(blob)));
            default -> new Answer.Failed(new UnavailableException(seen + "; try again later"));
        };
    }

    private static String grant(StoredBlob blob) {
        return "grant " + right(blob) + " to these credentials, or wait until the object's lock ends";
    }

    private static String right(StoredBlob blob) {
        return blob.version().isPresent() ? "s3:DeleteObjectVersion" : "s3:DeleteObject";
    }

    private RepobackupException hidden(StoredBlob blob) {
        return new MisconfiguredException("Removing " + bucket.place().url(blob.key())
                + ": the bucket keeps versions, so it was hidden by a marker and takes space as before;"
                + " remove its versions, as the facet Versions tells them");
    }

    private RepobackupException unanswered(StoredBlob blob) {
        return new UnavailableException("Removing " + bucket.place().url(blob.key())
                + ": the store's answer does not speak of it; try again later");
    }

    private ObjectIdentifier identifier(StoredBlob blob) {
        return identifier(bucket.place().objectName(blob.key()), blob.version().orElse(null));
    }

    private static ObjectIdentifier identifier(String name, @org.jspecify.annotations.Nullable String version) {
        return ObjectIdentifier.builder().key(name).versionId(version).build();
    }
}
