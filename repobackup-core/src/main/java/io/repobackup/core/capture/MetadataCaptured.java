package io.repobackup.core.capture;

import io.repobackup.core.vault.MetadataContent;
import java.util.List;

/**
 * What a capture of metadata came to.
 *
 * <p><i>Immutable.</i>
 */
public sealed interface MetadataCaptured {

    /**
     * Something new was stored.
     *
     * @param content all that is known of the part now
     * @param missing what could not be had, one line each
     * @param bytes how many bytes were stored
     * @param items how many items were put or removed, and contents fetched
     */
    record Changed(MetadataContent content, List<String> missing, long bytes, long items) implements MetadataCaptured {}

    /**
     * Nothing is new; nothing was stored.
     *
     * @param evidence how that is known
     * @param content what is known of the part, as before but for why contents are missing
     * @param missing linked content that still cannot be had, in a few lines
     */
    record Same(String evidence, MetadataContent content, List<String> missing) implements MetadataCaptured {}

    /**
     * The subject has no such part.
     *
     * @param reason how that is known
     */
    record Missing(String reason) implements MetadataCaptured {}
}
