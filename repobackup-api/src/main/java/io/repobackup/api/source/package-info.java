/**
 * The SPI of whoever knows which subjects exist: a source lists them and offers, part by part, how each is captured and
 * how its change shows.
 *
 * <p>Knows inventories and offers. Does not know engines or storage.
 */
@NullMarked
package io.repobackup.api.source;

import org.jspecify.annotations.NullMarked;
