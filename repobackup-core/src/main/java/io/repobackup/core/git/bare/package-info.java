/**
 * Writes bare git repositories from refs and finished packs.
 *
 * <p>Knows the files of a bare repository and which ref names git accepts in them. Does not know where the packs come
 * from, nor what is in them.
 */
@NullMarked
package io.repobackup.core.git.bare;

import org.jspecify.annotations.NullMarked;
