/** Damages vaults in memory in every way, and looks whether it is found. */
@NullMarked
package io.repobackup.core.verify;

import org.jspecify.annotations.NullMarked;
