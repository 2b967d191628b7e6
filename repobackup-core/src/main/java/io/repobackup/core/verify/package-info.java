/**
 * The door for proving what a vault holds: that it is all there, unchanged, connected, and comes back.
 *
 * <p>Knows logs, blobs and what a restore needs of them. Does not know sources, nor how to repair anything: it reads, and
 * writes nothing but the report of a drill.
 */
@NullMarked
package io.repobackup.core.verify;

import org.jspecify.annotations.NullMarked;
