/**
 * Backups while stores and hosts fail in every way that a seed can think of.
 *
 * <p>Knows what the world looked like at each moment, and what a vault says of it. Does not know how the engine works.
 */
@NullMarked
package io.repobackup.core.faults;

import org.jspecify.annotations.NullMarked;
