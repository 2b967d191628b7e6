package io.repobackup.core.vault.key;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.SubjectId;
import java.util.Optional;

/**
 * Where the things of one subject lie. A repository and an owner may have equal ids on a host, so the component of a
 * subject says which it is.
 *
 * <p><i>Immutable.</i>
 */
public final class SubjectKeys {

    private static final String REPOSITORY = "repo-";
    private static final String OWNER = "owner-";

    private final String path;

    private SubjectKeys(String path) {
        this.path = path;
    }

    /** The places of this subject. */
    public static SubjectKeys of(SubjectId subject) {
        String prefix = subject instanceof RepositoryId ? REPOSITORY : OWNER;
        return new SubjectKeys(KeyComponent.escape(subject.host()) + "/" + KeyComponent.escape(prefix + subject.id()));
    }

    /** The places of the subject whose log holds this key; empty when the key is in no log. */
    public static Optional<SubjectKeys> ofRecord(BlobKey record) {
        String[] components = record.text().split("/", -1);
        return components.length == 4 && record.isUnder(VaultKeys.LOGS)
                ? Optional.of(new SubjectKeys(components[1] + "/" + components[2]))
                : Optional.empty();
    }

    /** Its log. */
    public BlobKey log() {
        return BlobKey.of("log/" + path);
    }

    /** A record in its log. */
    public BlobKey record(long number) {
        return VaultKeys.numbered(log(), number);
    }

    /** What restores read. */
    public BlobKey data() {
        return BlobKey.of("data/" + path);
    }

    /** What later runs read. */
    public BlobKey state() {
        return BlobKey.of("state/" + path);
    }

    /** Whether a key lies where the subject's blobs lie: in its data or in its state. */
    public boolean isBlob(BlobKey key) {
        return key.isUnder(data()) || key.isUnder(state());
    }

    /** The subject; empty when its key was shortened and only a record can tell. */
    public Optional<SubjectId> subject() {
        int slash = path.indexOf('/');
        return KeyComponent.unescape(path.substring(0, slash))
                .flatMap(
                        host -> KeyComponent.unescape(path.substring(slash + 1)).flatMap(id -> subject(host, id)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubjectKeys keys && keys.path.equals(path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return path;
    }

    private static Optional<SubjectId> subject(String host, String id) {
        if (id.startsWith(REPOSITORY) && id.length() > REPOSITORY.length()) {
            return Optional.of(new RepositoryId(host, id.substring(REPOSITORY.length())));
        }
        if (id.startsWith(OWNER) && id.length() > OWNER.length()) {
            return Optional.of(new OwnerId(host, id.substring(OWNER.length())));
        }
        return Optional.empty();
    }
}
