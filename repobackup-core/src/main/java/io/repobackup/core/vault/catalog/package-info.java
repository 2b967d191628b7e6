/**
 * What the last run knew of every subject of a source, so that the next run knows what moved.
 *
 * <p>Knows marks, times and numbers. Does not know records: a catalog may be stale or forged, and only makes runs cheap.
 */
@NullMarked
package io.repobackup.core.vault.catalog;

import org.jspecify.annotations.NullMarked;
