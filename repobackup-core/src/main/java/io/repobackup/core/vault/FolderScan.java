package io.repobackup.core.vault;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.StoredBlob;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The first key of each folder that lies so many levels below another one. Folders with few keys are read over, out of
 * those with many it leaps, so that neither costs many requests.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
final class FolderScan implements Iterator<BlobKey> {

    private static final int LEAP_AFTER = 1_000;
    /** Greater than whatever begins with a letter or a digit. */
    private static final String LAST = "~";

    private final BlobSink sink;
    private final BlobKey above;
    private final int levels;
    private Stream<StoredBlob> listing;
    private Iterator<StoredBlob> keys;
    private @Nullable BlobKey upcoming;

    FolderScan(BlobSink sink, BlobKey above, int levels) {
        this.sink = sink;
        this.above = above;
        this.levels = levels;
        this.listing = sink.list(BlobListing.under(above));
        this.keys = listing.iterator();
        this.upcoming = keys.hasNext() ? keys.next().key() : null;
    }

    Stream<BlobKey> keys() {
        Spliterator<BlobKey> spliterator = Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED);
        return StreamSupport.stream(spliterator, false).onClose(() -> listing.close());
    }

    @Override
    public boolean hasNext() {
        return upcoming != null;
    }

    @Override
    public BlobKey next() {
        BlobKey first = upcoming;
        if (first == null) {
            throw new NoSuchElementException("there are no more folders under " + above);
        }
        upcoming = beyond(folder(first));
        return first;
    }

    private @Nullable BlobKey beyond(BlobKey folder) {
        for (int seen = 0; keys.hasNext(); seen++) {
            if (seen == LEAP_AFTER) {
                leap(folder);
                seen = 0;
                continue;
            }
            BlobKey key = keys.next().key();
            if (!key.isUnder(folder)) {
                return key;
            }
        }
        return null;
    }

    private void leap(BlobKey folder) {
        listing.close();
        listing = sink.list(BlobListing.under(above).after(folder.child(LAST)));
        keys = listing.iterator();
    }

    /** A key that lies higher is a folder of its own. */
    private BlobKey folder(BlobKey key) {
        String[] components = key.text().split("/", -1);
        int depth = above.text().split("/", -1).length + levels;
        return components.length <= depth
                ? key
                : BlobKey.of(String.join("/", Arrays.asList(components).subList(0, depth)));
    }
}
