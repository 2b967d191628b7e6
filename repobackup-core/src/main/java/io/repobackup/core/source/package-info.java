/**
 * The source for which no host API is needed: a list of git URLs and paths.
 *
 * <p>Knows how an address becomes an identity. Does not know how anything is captured.
 */
@NullMarked
package io.repobackup.core.source;

import org.jspecify.annotations.NullMarked;
