package io.repobackup.s3;

import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.s3.VersionPages.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Removes objects, a thousand in each request. S3 answers alike for what it removed and for what was not there, so the
 * answer is {@code Removed} for both, and {@code Absent} where it is known. Of a blob without a version in a bucket that
 * keeps versions, all of them are removed, and its markers of deletion.
 *
 * <p><i>Thread-safe.</i>
 */
final class ObjectRemoval implements Removal {

    private final Bucket bucket;

    ObjectRemoval(Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public Map<StoredBlob, Answer> remove(Collection<StoredBlob> blobs) {
        Map<StoredBlob, Answer> answers = new LinkedHashMap<>();
        Deletions deletions = new Deletions(bucket);
        for (StoredBlob blob : blobs) {
            try {
                List<StoredBlob> meant = meant(blob);
                answers.put(blob, new Answer.Absent());
                meant.forEach(each -> deletions.add(each, answer -> answers.merge(blob, answer, ObjectRemoval::worse)));
            } catch (RepobackupException e) {
                answers.put(blob, new Answer.Failed(e));
            }
        }
        deletions.finish();
        return answers;
    }

    private List<StoredBlob> meant(StoredBlob blob) {
        if (blob.version().isPresent() || !bucket.setup().keepsVersions()) {
            return List.of(blob);
        }
        try (Stream<Entry> entries = VersionPages.of(bucket, blob.key())) {
            List<StoredBlob> all = new ArrayList<>();
            entries.map(Entry::blob).forEach(all::add);
            return all;
        }
    }

    /** What is to be told of a blob of which several versions were removed. */
    private static Answer worse(Answer one, Answer other) {
        if (one instanceof Answer.Retained some && other instanceof Answer.Retained more) {
            return some.until().isAfter(more.until()) ? some : more;
        }
        return rank(one) >= rank(other) ? one : other;
    }

    private static int rank(Answer answer) {
        if (answer instanceof Answer.Failed) {
            return 3;
        } else if (answer instanceof Answer.Retained) {
            return 2;
        }
        return answer instanceof Answer.Removed ? 1 : 0;
    }
}
