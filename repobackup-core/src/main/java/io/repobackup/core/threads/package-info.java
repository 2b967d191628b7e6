/**
 * The threads that a restore, a verification, an adoption, a thaw, an extension of locks or the upload of a pack has for
 * itself, and how a thread waits.
 *
 * <p>Knows how they are named, and that none of them outlives its call. Does not know what they work on; a backup, which
 * may leave a thread behind, has its own for its captures.
 */
@NullMarked
package io.repobackup.core.threads;

import org.jspecify.annotations.NullMarked;
