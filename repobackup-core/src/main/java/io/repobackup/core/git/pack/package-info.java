/**
 * Reads git packs while they stream past: proves every object, makes the index, and finds what the objects name outside
 * the pack.
 *
 * <p>Knows the pack, index and {@code .ext} formats and the object ids inside commits, trees and tags. Does not know
 * where a pack comes from or goes to, refs, or the vault.
 */
@NullMarked
package io.repobackup.core.git.pack;

import org.jspecify.annotations.NullMarked;
