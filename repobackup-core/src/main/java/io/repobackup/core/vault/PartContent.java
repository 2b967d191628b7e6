package io.repobackup.core.vault;

import java.time.Instant;

/**
 * What is held of a part, and since when.
 *
 * <p><i>Immutable.</i>
 *
 * @param captured when it was read from the host
 * @param stored what was read
 */
public record PartContent(Instant captured, StoredContent stored) {}
