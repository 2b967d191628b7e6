/**
 * The command line: arguments in, tables, a progress bar or one JSON document out, and an exit status. It knows how
 * people and scripts want to be talked to; it does not know how anything is backed up.
 */
@NullMarked
package io.repobackup.samples.cli;

import org.jspecify.annotations.NullMarked;
