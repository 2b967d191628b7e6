/**
 * The objects of Git LFS at their server: asked for in batches just in time, read with what the server hands out, gone on
 * with where a body broke off.
 *
 * <p>Knows the batch API and which hosts may be read from. Does not know which objects are wanted, what a pointer looks
 * like, where the bytes go, nor what else is backed up of a repository.
 *
 * @see <a href="https://github.com/git-lfs/git-lfs/blob/main/docs/api/batch.md">The batch API</a>
 */
@NullMarked
package io.repobackup.core.git.lfs;

import org.jspecify.annotations.NullMarked;
