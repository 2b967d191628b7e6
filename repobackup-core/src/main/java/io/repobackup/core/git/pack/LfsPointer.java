package io.repobackup.core.git.pack;

import io.repobackup.api.sink.Sha256;

/**
 * What a Git LFS pointer file stands for.
 *
 * <p><i>Immutable.</i>
 *
 * @param oid the digest of the content
 * @param sizeInBytes the length of the content
 * @see <a href="https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md">Git LFS specification</a>
 */
public record LfsPointer(Sha256 oid, long sizeInBytes) {}
