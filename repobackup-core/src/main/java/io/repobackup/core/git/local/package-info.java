/**
 * Git repositories in directories of this machine: what kind they are, their refs read from their files, and packs from an
 * upload-pack, JGit's in this process or that of the git program.
 *
 * <p>Knows the layout of a repository on disk. Does not know hosts, nor where packs go.
 */
@NullMarked
package io.repobackup.core.git.local;

import org.jspecify.annotations.NullMarked;
