package io.repobackup.azure;

import io.repobackup.api.sink.Versions.VersionedKey;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Counts the versions of each key of a listing, of which it keeps two. <i>Confined to one thread at a time.</i> */
final class KeysOfVersions implements Iterator<VersionedKey> {

    private final Iterator<Listing.Item> versions;
    private Listing.@Nullable Item next;

    KeysOfVersions(Iterator<Listing.Item> versions) {
        this.versions = versions;
    }

    @Override
    public boolean hasNext() {
        return next != null || versions.hasNext();
    }

    @Override
    public VersionedKey next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the listing has ended");
        }
        Listing.Item first = next == null ? versions.next() : next;
        next = null;
        Key key = new Key(first);
        while (versions.hasNext()) {
            Listing.Item version = versions.next();
            if (!version.key().equals(first.key())) {
                next = version;
                break;
            }
            key.add(version);
        }
        return key.counted();
    }

    /** One key while its versions come. */
    private static final class Key {

        private Listing.Item oldest;
        private Listing.Item newest;
        private long count = 1;
        private boolean visible;

        Key(Listing.Item first) {
            this.oldest = first;
            this.newest = first;
            this.visible = isCurrent(first);
        }

        void add(Listing.Item version) {
            count++;
            visible |= isCurrent(version);
            if (name(version).compareTo(name(oldest)) < 0) {
                oldest = version;
            }
            if (name(version).compareTo(name(newest)) > 0) {
                newest = version;
            }
        }

        VersionedKey counted() {
            return new VersionedKey(
                    Stored.of(oldest.key(), oldest.item()), Stored.of(newest.key(), newest.item()), count, !visible);
        }

        private static String name(Listing.Item version) {
            return String.valueOf(version.item().getVersionId());
        }

        private static boolean isCurrent(Listing.Item version) {
            return Boolean.TRUE.equals(version.item().isCurrentVersion());
        }
    }
}
