/**
 * Small files of a vault: put once, read whole.
 *
 * <p>Knows how a write whose answer was lost is settled, and how reading is bounded. Does not know what the files mean.
 */
@NullMarked
package io.repobackup.core.vault.file;

import org.jspecify.annotations.NullMarked;
