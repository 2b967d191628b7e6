/**
 * Items: JSON values of a host, each under its id, one to a line; how lines are written, read and merged.
 *
 * <p>Knows the lines of a segment, as docs/FORMAT.md describes them. Does not know blobs, records or any host.
 */
@NullMarked
package io.repobackup.core.items;

import org.jspecify.annotations.NullMarked;
