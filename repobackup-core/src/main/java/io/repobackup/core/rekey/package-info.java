/**
 * Copying a vault into a new one, for other keys.
 *
 * <p>Knows what a record means and what it pins, and writes both anew. Does not know how anything is encrypted: the sinks of
 * both vaults do. Copies of the same vault, byte by byte, are made by {@code core.copy}.
 */
@NullMarked
package io.repobackup.core.rekey;

import org.jspecify.annotations.NullMarked;
