/**
 * JSON and gzip as a vault uses them: strict where bytes come from outside, bounded in size and depth.
 *
 * <p>Knows JSON values, whole numbers, times and compression. Does not know what any field means.
 */
@NullMarked
package io.repobackup.core.vault.json;

import org.jspecify.annotations.NullMarked;
