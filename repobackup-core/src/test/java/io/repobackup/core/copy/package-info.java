/** Copies vaults in memory, sound and damaged, to targets that fail. */
@NullMarked
package io.repobackup.core.copy;

import org.jspecify.annotations.NullMarked;
