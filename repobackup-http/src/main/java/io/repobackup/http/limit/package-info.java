/**
 * What hosts allow within a time, and what is left of it: budgets that they tell in headers, pauses that they ask for,
 * and rates that they publish.
 *
 * <p>Knows headers, budgets and pauses of one credential, and how long requests will take. Does not know how requests
 * are sent, nor how anybody waits; nor any host's figures, which its adapter states as {@link
 * io.repobackup.http.limit.Cost costs}.
 */
@NullMarked
package io.repobackup.http.limit;

import org.jspecify.annotations.NullMarked;
