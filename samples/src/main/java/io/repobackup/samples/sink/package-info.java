/**
 * A store of one's own, small enough to read in one sitting. It knows the sink SPI and an ordered map; it does not know
 * what is stored, nor the rest of the library.
 */
@NullMarked
package io.repobackup.samples.sink;

import org.jspecify.annotations.NullMarked;
