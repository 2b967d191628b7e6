/**
 * What can be brought back: a snapshot, seen from outside.
 *
 * <p>Knows when and of what. Does not know where its bytes are.
 */
@NullMarked
package io.repobackup.api.snapshot;

import org.jspecify.annotations.NullMarked;
