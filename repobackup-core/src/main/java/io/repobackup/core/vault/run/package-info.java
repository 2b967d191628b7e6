/**
 * The runs that worked on a vault: that one began, and how it ended; and the drills that brought something back on trial.
 *
 * <p>Knows the two files of a run and that of a drill. Does not know records: a report tells, it proves nothing.
 */
@NullMarked
package io.repobackup.core.vault.run;

import org.jspecify.annotations.NullMarked;
