/**
 * Parts of a repository that stand for themselves: its settings with its topics, its labels, its milestones.
 *
 * <p>Knows which lists and queries of the host hold them, and what they cost. Does not know how lists are read while they
 * change, nor where items are stored.
 */
@NullMarked
package io.repobackup.github.repository;

import org.jspecify.annotations.NullMarked;
