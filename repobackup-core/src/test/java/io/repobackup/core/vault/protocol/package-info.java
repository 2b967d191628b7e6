/**
 * The protocol of docs/FORMAT.md, sections 7, 10, 11 and 13, twice: as a model whose whole state space is searched, with
 * each rule and without it, and as the real writers under a scheduler that decides who may go next.
 *
 * <p>Knows writers, pruners, lost answers and time in ticks. Does not know what git is.
 */
@NullMarked
package io.repobackup.core.vault.protocol;

import org.jspecify.annotations.NullMarked;
