/**
 * How lists that people go on changing are read, and what is remembered of them: lists in the order of changes, lists with
 * the newest first, lists that are taken whole, single documents; what changed without a trace, and what vanished.
 *
 * <p>Knows pages, times and ids. Does not know what is in the lists.
 */
@NullMarked
package io.repobackup.github.crawl;

import org.jspecify.annotations.NullMarked;
