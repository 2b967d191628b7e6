/**
 * The SPI of whoever reads one part from a host: a snapshotter writes what is new as JSON lines, keeps a small state
 * for the next time, and links larger content.
 *
 * <p>Knows the conversation between the engine and a snapshotter. Does not know where the lines are stored, nor any
 * host.
 */
@NullMarked
package io.repobackup.api.capture;

import org.jspecify.annotations.NullMarked;
