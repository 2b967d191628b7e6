/**
 * The capture of git repositories: what is new in a repository since its last record, as one pack in the vault.
 *
 * <p>Knows which objects to ask for, in which order, and when a capture is complete. Does not know how hosts are talked to
 * (the packages below do), where blobs are kept, nor what else is backed up of a subject.
 */
@NullMarked
package io.repobackup.core.git;

import org.jspecify.annotations.NullMarked;
