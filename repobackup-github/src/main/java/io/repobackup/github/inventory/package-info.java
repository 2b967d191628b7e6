/**
 * What there is at the host: owners, repositories with their marks of change, and those that the host withholds.
 *
 * <p>Knows the queries that list, and when an answer is complete. Does not know what is offered of a repository, nor who
 * asks.
 */
@NullMarked
package io.repobackup.github.inventory;

import org.jspecify.annotations.NullMarked;
