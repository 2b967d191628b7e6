/**
 * Who asks as an App: its key, the tokens that it signs, and the tokens of its installations.
 *
 * <p>Knows how an App proves who it is, and how long its tokens last. Does not know what is read with them.
 */
@NullMarked
package io.repobackup.github.app;

import org.jspecify.annotations.NullMarked;
