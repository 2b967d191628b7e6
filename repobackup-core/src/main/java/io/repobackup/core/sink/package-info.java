/**
 * Decorators of sinks that any vault can lie on.
 *
 * <p>Knows the SPI of sinks and its facets. Does not know what the bytes mean, nor any store.
 */
@NullMarked
package io.repobackup.core.sink;

import org.jspecify.annotations.NullMarked;
