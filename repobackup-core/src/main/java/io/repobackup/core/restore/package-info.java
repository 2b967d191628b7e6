/**
 * The door for bringing subjects back: finds the snapshot of a moment, and copies it into a target.
 *
 * <p>Knows moments, merged items and targets. Does not know git's formats or how anything was captured.
 */
@NullMarked
package io.repobackup.core.restore;

import org.jspecify.annotations.NullMarked;
