package io.repobackup.api.sink;

import java.io.InputStream;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Shows what lies under a key besides the newest version: what an attacker or an accident put over it. Since no key is
 * written twice through a sink, the oldest version of a key is the one that was meant.
 */
public non-sealed interface Versions extends SinkFacet {

    /**
     * All versions under a key, without markers of deletion, in whichever order the store tells them; empty when there is none.
     * Lazy, in memory that versions do not make grow; the caller closes the stream.
     */
    Stream<StoredBlob> of(BlobKey key);

    /**
     * The oldest versions under a key of those that pass a test, the oldest first, without markers of deletion. Idempotent; the
     * memory is that of what is returned, however many versions there are.
     *
     * @param most how many at most, 1 or more
     */
    List<StoredBlob> oldest(BlobKey key, Predicate<StoredBlob> test, int most);

    /** Opens one version for reading, as {@link BlobSink#open} does. */
    InputStream open(StoredBlob version, ByteRange range);

    /**
     * Lists every key that has a version, also those that a marker of deletion hides from {@link BlobSink#list}, in
     * ascending order of the bytes of the keys. Lazy, in memory that neither keys nor versions make grow; the caller
     * closes the stream.
     */
    Stream<VersionedKey> list(BlobListing listing);

    /**
     * A key and what became of it.
     *
     * @param oldest the first version, the one that was meant
     * @param newest the last version, which is what everybody reads who does not ask for another; may be the oldest
     * @param versions how many there are, 1 or more
     * @param hidden whether a marker of deletion hides them all
     */
    record VersionedKey(StoredBlob oldest, StoredBlob newest, long versions, boolean hidden) {

        /** The key. */
        public BlobKey key() {
            return oldest.key();
        }

        /** Whether somebody wrote or deleted after the first version. */
        public boolean isTouched() {
            return hidden || versions > 1;
        }
    }
}
