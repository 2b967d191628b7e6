/**
 * How each part of each subject ended a run: exactly one of a closed set of outcomes, with its evidence.
 *
 * <p>Knows endings. Does not know how they came about.
 */
@NullMarked
package io.repobackup.api.outcome;

import org.jspecify.annotations.NullMarked;
