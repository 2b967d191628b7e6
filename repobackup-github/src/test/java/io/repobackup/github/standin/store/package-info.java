/**
 * The host that holds what is downloaded.
 *
 * <p>Knows signed addresses. Does not know the host that hands them out.
 */
@NullMarked
package io.repobackup.github.standin.store;

import org.jspecify.annotations.NullMarked;
