/**
 * The SPI of write-once object storage: keys, blobs, and the few operations that a vault needs of a store.
 *
 * <p>Knows bytes under keys. Does not know what the bytes mean, nor any store.
 */
@NullMarked
package io.repobackup.api.sink;

import org.jspecify.annotations.NullMarked;
