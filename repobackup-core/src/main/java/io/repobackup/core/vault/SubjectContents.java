package io.repobackup.core.vault;

import io.repobackup.api.capture.State;
import io.repobackup.core.refs.RepositoryRefs;
import java.util.Map;
import java.util.Set;

/**
 * Contents of one subject, between what a record spells and what is meant: it reads what a record keeps in blobs of
 * state, and puts there what would make a record large.
 *
 * <p>Reading fails with {@link io.repobackup.api.failure.CorruptedException} on damaged blobs, and with what the sink
 * fails with. <i>Thread-safe.</i>
 */
public final class SubjectContents {

    private final StateBlobs blobs;

    SubjectContents(SubjectBlobs blobs) {
        this.blobs = new StateBlobs(blobs);
    }

    /** A repository's refs and packs. */
    public GitContent git(StoredGit git) {
        RepositoryRefs refs =
                new RepositoryRefs(git.format(), git.head(), new RefsCodec(blobs).load(git.refs()), git.shallow());
        return new GitContent(refs, git.packs());
    }

    /** A repository's refs and packs for the first record of them. */
    public StoredGit store(GitContent git) {
        return stored(git, StoredRefs.none());
    }

    /** A repository's refs and packs, spelled as the difference to those of an earlier record where that is smaller. */
    public StoredGit store(GitContent git, StoredGit earlier) {
        return stored(git, earlier.refs());
    }

    /** All of what a snapshotter captured. */
    public MetadataContent metadata(StoredMetadata metadata) {
        return new MetadataCodec(blobs).load(metadata);
    }

    /** The state that the snapshotter left. */
    public State state(StoredMetadata metadata) {
        return new MetadataCodec(blobs).state(metadata.state());
    }

    /** The ids of a kind that are known and not removed. */
    public Set<String> ids(StoredMetadata metadata, String kind) {
        return new MetadataCodec(blobs).ids(metadata.ids().getOrDefault(kind, StoredLines.none()));
    }

    /** The linked contents by their ids, with and without their bytes. */
    public Map<String, ContentEntry> contents(StoredMetadata metadata) {
        return new MetadataCodec(blobs).contents(metadata.contents());
    }

    /** What a snapshotter captured, for the first record of it. */
    public StoredMetadata store(MetadataContent metadata) {
        return new MetadataCodec(blobs).store(metadata, Map.of(), StoredLines.none());
    }

    /** What a snapshotter captured, spelled as the difference to an earlier record where that is smaller. */
    public StoredMetadata store(MetadataContent metadata, StoredMetadata earlier) {
        return new MetadataCodec(blobs).store(metadata, earlier.ids(), earlier.contents());
    }

    private StoredGit stored(GitContent git, StoredRefs earlier) {
        RepositoryRefs refs = git.refs();
        return new StoredGit(
                refs.format(),
                refs.head(),
                refs.shallow(),
                new RefsCodec(blobs).store(refs.refs(), earlier),
                git.packs());
    }
}
