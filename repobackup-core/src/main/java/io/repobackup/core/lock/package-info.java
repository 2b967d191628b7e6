/**
 * The door for keeping what a vault holds locked: an increment relies on packs that were stored long ago, and their locks
 * would run out under a snapshot that lives.
 *
 * <p>Knows what the snapshots of a log need, and until when the store must refuse to remove it. Does not know how a store
 * locks, nor how anything is removed.
 */
@NullMarked
package io.repobackup.core.lock;

import org.jspecify.annotations.NullMarked;
