/**
 * Larger content that belongs to parts: assets of releases, and files that people attached to texts.
 *
 * <p>Knows the addresses of such files, and how their bytes are had. Does not know in which parts the texts are.
 */
@NullMarked
package io.repobackup.github.content;

import org.jspecify.annotations.NullMarked;
