package io.repobackup.core.vault;

import io.repobackup.api.sink.Sha256;

/**
 * How a record names the one before it.
 *
 * <p><i>Immutable.</i>
 *
 * @param number its number
 * @param sha256 the digest of its first line, without the line's end
 */
public record RecordLink(long number, Sha256 sha256) {}
