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
@SuppressWarnings("DoNotCallSuggester")
public final class ConnectivityCheck {

    private final ObjectFormat format;

    /** A check of packs with ids of this format. */
    public ConnectivityCheck(ObjectFormat format) {
        this.format = format;
    }

    /** Requires an object, such as one that a ref names. */
    public void require(ObjectId id) {
        throw unfinished("the check is still being written, " + format + id);
    }

    /**
     * Requires the ids of an {@code .ext} file, which is read to its end and not closed.
     *
     * @param name what to call the file in messages
     * @throws io.repobackup.api.failure.CorruptedException when it is no such file
     */
    public void requireAll(String name, InputStream ext) {
        throw unfinished("the check is still being written, " + name + ext);
    }

    /**
     * Crosses out what this pack index lists. The index is read to its end, its checksum compared; it is not closed.
     *
     * @param name what to call the index in messages
     * @throws io.repobackup.api.failure.CorruptedException when it is no index, version 2
     */
    public void offer(String name, InputStream index) {
        throw unfinished("the check is still being written, " + name + index);
    }

    /** Crosses out what this pack holds. */
    public void offer(IndexedPack pack) {
        throw unfinished("the check is still being written, " + pack);
    }

    /** How many required ids no index has listed. */
    public long missing() {
        throw unfinished("the check is still being written");
    }

    /** Up to so many of the missing ids, the smallest first. */
    public List<ObjectId> missing(int atMost) {
        throw unfinished("the check is still being written " + atMost);
    }

    private static UnsupportedOperationException unfinished(String what) {
        return new UnsupportedOperationException(what);
    }
}
