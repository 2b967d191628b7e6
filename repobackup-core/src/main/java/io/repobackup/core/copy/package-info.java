/**
 * Copying a vault to another store.
 *
 * <p>Knows what belongs to a vault, in which order it is copied, and when a copy is right. Does not know any store, nor how
 * bytes are encrypted: it copies them as they lie.
 */
@NullMarked
package io.repobackup.core.copy;

import org.jspecify.annotations.NullMarked;
