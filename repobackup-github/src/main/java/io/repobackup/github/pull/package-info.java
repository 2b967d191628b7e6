/**
 * Pull requests, with their reviews, review comments, threads and what became of them.
 *
 * <p>Knows which lists and queries of the host hold them, and what they cost. Does not know how lists are read while they
 * change, nor where items are stored.
 */
@NullMarked
package io.repobackup.github.pull;

import org.jspecify.annotations.NullMarked;
