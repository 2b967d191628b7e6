package io.repobackup.api.restore;

import io.repobackup.api.sink.Sha256;

/**
 * A content that can be read.
 *
 * <p><i>Immutable.</i>
 *
 * @param id the host's id of the content, unique within its part
 * @param sha256 the digest of its bytes
 * @param sizeInBytes how long it is
 */
public record RestorableContent(String id, Sha256 sha256, long sizeInBytes) {}
