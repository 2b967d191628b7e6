/**
 * Real git behind the host's repositories.
 *
 * <p>Knows the git program. Does not know whose a repository is, nor who may read it.
 */
@NullMarked
package io.repobackup.github.standin.git;

import org.jspecify.annotations.NullMarked;
