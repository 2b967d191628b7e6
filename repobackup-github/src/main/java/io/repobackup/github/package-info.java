/**
 * GitHub and GitHub Enterprise Server as a source: which repositories there are, who asks, and which parts of them are
 * offered.
 *
 * <p>Knows what a caller chooses. Does not know how a part is read, nor what becomes of it.
 */
@NullMarked
package io.repobackup.github;

import org.jspecify.annotations.NullMarked;
