/**
 * For authors of {@link io.repobackup.api.capture.Snapshotter}s: the engine's side of a capture, in memory.
 *
 * <p>Knows the rules of the SPI and keeps items as text. Does not know storage, nor any host.
 */
@NullMarked
package io.repobackup.testkit.capture;

import org.jspecify.annotations.NullMarked;
