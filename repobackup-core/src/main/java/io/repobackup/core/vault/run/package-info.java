/**
 * The runs that worked on a vault: that one began, and how it ended.
 *
 * <p>Knows the two files of a run. Does not know records: a report tells, it proves nothing.
 */
@NullMarked
package io.repobackup.core.vault.run;

import org.jspecify.annotations.NullMarked;
