/**
 * For implementers and users of {@link io.repobackup.api.sink.BlobSink}: the contract as tests, a sink in memory, and a
 * decorator that injects faults.
 *
 * <p>Knows the SPI. Does not know any store, nor what the bytes mean.
 */
@NullMarked
package io.repobackup.testkit.sink;

import org.jspecify.annotations.NullMarked;
