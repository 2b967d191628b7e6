/**
 * A sink in a directory, the embedded default: durable, and safe between processes.
 *
 * <p>Knows files, hard links and what makes them last. Does not know what the bytes mean, nor who reads them.
 */
@NullMarked
package io.repobackup.core.filesystem;

import org.jspecify.annotations.NullMarked;
