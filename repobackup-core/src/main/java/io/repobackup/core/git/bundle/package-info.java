/**
 * The header that makes a pack a git bundle.
 *
 * <p>Knows the bundle format, versions 2 and 3. Does not know what is in the pack behind the header.
 */
@NullMarked
package io.repobackup.core.git.bundle;

import org.jspecify.annotations.NullMarked;
