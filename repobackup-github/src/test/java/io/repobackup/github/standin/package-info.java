/**
 * A GitHub for tests. It knows what the host answers, by its published description and as recorded; it does not know who
 * asks.
 */
@NullMarked
package io.repobackup.github.standin;

import org.jspecify.annotations.NullMarked;
