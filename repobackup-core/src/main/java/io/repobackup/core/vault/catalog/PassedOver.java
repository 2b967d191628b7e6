package io.repobackup.core.vault.catalog;

import io.repobackup.api.sink.BlobKey;

/**
 * A catalog that could not be used, so that an older one than it or than those that rely on it counts, or none.
 *
 * <p><i>Immutable.</i>
 *
 * @param key where it lies
 * @param expected what had to be there
 * @param found what was seen instead
 */
public record PassedOver(BlobKey key, String expected, String found) {}
