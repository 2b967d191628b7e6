package io.repobackup.core.git.pack;

import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.io.InputStream;
import java.util.List;

/**
 * Proves that packs together hold all that their objects name, without reading a pack: first everything that is
 * {@linkplain #require required}, then the {@linkplain #offer indexes} of all packs; what is {@linkplain #missing} then
 * is in none of them.
 *
 * <p>Takes about 40 bytes of memory for each different id that is required. The indexes are streamed.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public final class ConnectivityCheck {

    private static final int MISSING = 0;
    private static final int FOUND = 1;

    private final ObjectFormat format;
    private final IdTable required;

    /** A check of packs with ids of this format. */
    public ConnectivityCheck(ObjectFormat format) {
        this.format = format;
        this.required = new IdTable(format.sizeInBytes());
    }

    /** Requires an object, such as one that a ref names. */
    public void require(ObjectId id) {
        if (id.format() != format) {
            throw new IllegalArgumentException("the id " + id + " is not " + format.word());
        }
        required.intern(id.bytes(), 0);
    }

    /**
     * Requires the ids of an {@code .ext} file, which is read to its end and not closed.
     *
     * @param name what to call the file in messages
     * @throws io.repobackup.api.failure.CorruptedException when it is no such file
     * @throws io.repobackup.api.failure.UnavailableException when the stream breaks
     */
    public void requireAll(String name, InputStream ext) {
        new IdFileReader(name, format, ext).readExternal(id -> required.intern(id, 0));
    }

    /** Requires what a pack names and does not hold. */
    public void requireAll(ExternalIds ids) {
        ids.forEach(id -> required.intern(id, 0));
    }

    /**
     * Crosses out what this pack index lists. The index is read to its end, its checksum compared; it is not closed.
     *
     * @param name what to call the index in messages
     * @throws io.repobackup.api.failure.CorruptedException when it is no index, version 2
     * @throws io.repobackup.api.failure.UnavailableException when the stream breaks
     */
    public void offer(String name, InputStream index) {
        new IdFileReader(name, format, index).readIndex(this::found);
    }

    /** Crosses out what this pack holds. */
    public void offer(IndexedPack pack) {
        pack.forEach(this::found);
    }

    /** How many required ids no index has listed. */
    public long missing() {
        return ExternalIds.of(required, MISSING).size();
    }

    /** Up to so many of the missing ids, the smallest first. */
    public List<ObjectId> missing(int atMost) {
        return ExternalIds.of(required, MISSING).first(atMost);
    }

    private void found(byte[] id) {
        int slot = required.find(id, 0);
        if (slot != IdTable.ABSENT) {
            required.mark(slot, FOUND);
        }
    }
}
