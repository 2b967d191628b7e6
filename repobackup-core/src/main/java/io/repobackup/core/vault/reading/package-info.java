/**
 * What one reading of a log tells: its snapshots, what was dropped, and which blobs each record needs.
 *
 * <p>Knows records and the blobs of state that they spell their contents in. Does not know why anybody asks: verification
 * looks for these blobs, and locks are extended on them.
 */
@NullMarked
package io.repobackup.core.vault.reading;

import org.jspecify.annotations.NullMarked;
