/**
 * The threads that a restore, a verification, an adoption, a thaw or an extension of locks has for itself, and how a thread waits.
 *
 * <p>Knows how they are named, and that none of them outlives its call. Does not know what they work on; a backup, which
 * may leave a thread behind, has its own.
 */
@NullMarked
package io.repobackup.core.threads;

import org.jspecify.annotations.NullMarked;
