package io.repobackup.s3;

import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions.VersionedKey;
import io.repobackup.s3.VersionPages.Entry;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Tells of each key what became of it, holding one entry of each at a time. <i>Confined to one thread at a time.</i> */
final class KeyHistories implements Iterator<Optional<VersionedKey>> {

    private final Iterator<Entry> entries;
    private @Nullable Entry ahead;

    private KeyHistories(Iterator<Entry> entries) {
        this.entries = entries;
        this.ahead = entries.hasNext() ? entries.next() : null;
    }

    /** What became of the keys of entries that come by key, and of each key the newest first. Keys without a version are left out. */
    static Stream<VersionedKey> of(Stream<Entry> entries) {
        Iterable<Optional<VersionedKey>> all = () -> new KeyHistories(entries.iterator());
        int characteristics = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(
                        () -> Spliterators.spliteratorUnknownSize(all.iterator(), characteristics),
                        characteristics,
                        false)
                .flatMap(Optional::stream)
                .onClose(entries::close);
    }

    @Override
    public boolean hasNext() {
        return ahead != null;
    }

    @Override
    public Optional<VersionedKey> next() {
        Entry first = ahead;
        if (first == null) {
            throw new NoSuchElementException("there are no more keys");
        }
        Gathered gathered = new Gathered();
        for (Entry entry = first; entry != null && entry.key().equals(first.key()); entry = ahead) {
            gathered.add(entry);
            ahead = entries.hasNext() ? entries.next() : null;
        }
        return gathered.told();
    }

    /** What is known of a key so far. */
    private static final class Gathered {

        private @Nullable StoredBlob newest;
        private @Nullable StoredBlob oldest;
        private long versions;
        private boolean hidden;

        void add(Entry entry) {
            if (entry.marker()) {
                hidden |= entry.newest();
                return;
            }
            newest = newest == null ? entry.blob() : newest;
            oldest = entry.blob();
            versions++;
        }

        Optional<VersionedKey> told() {
            return newest == null || oldest == null
                    ? Optional.empty()
                    : Optional.of(new VersionedKey(oldest, newest, versions, hidden));
        }
    }
}
