package io.repobackup.core.sink;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.SinkCapabilities;
import io.repobackup.api.sink.SinkFacet;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Thaw;
import io.repobackup.api.sink.Versions;
import io.repobackup.api.sink.Versions.VersionedKey;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A sink that keeps versions, read as if nobody had ever written twice or deleted: a key is its oldest version, also
 * where newer ones or a marker of deletion lie over it. So whoever can write and not remove changes nothing that was
 * stored. A vault reads through it by itself.
 *
 * <p>Writing goes to the sink as it is, but {@link #putIfAbsent} succeeds only for the oldest version, whatever the store
 * takes for absent; that costs a request more. Opening a key costs one request more unless the key was listed lately: what
 * lies beside it is then learned by the same request, so that files that are read one after the other share it.
 *
 * <p>The {@code Removal} of this sink removes an original with all that was put over it, and the original last. Its {@code
 * Thaw} is of the version that {@link #openSound} reads first, where a blob without a version is given. Other facets are those of the sink; the {@code stored()} of an {@code Encryption} is not read like this.
 *
 * <p><i>Thread-safe.</i> Closing it closes the sink.
 */
public final class OriginalsSink implements BlobSink {

    private static final int VERSIONS_AHEAD = 256;

    /** Of so many versions that can be what is meant, one that is sound is looked for; an attacker may put any number. */
    private static final int TRIED = 64;

    private final BlobSink sink;
    private final Versions versions;
    private final KnownOriginals known = new KnownOriginals();
    private volatile boolean closed;

    private OriginalsSink(BlobSink sink, Versions versions) {
        this.sink = sink;
        this.versions = versions;
    }

    /** The originals of a sink; the sink itself when it keeps no versions. */
    public static BlobSink over(BlobSink sink) {
        return sink instanceof OriginalsSink
                ? sink
                : sink.facet(Versions.class)
                        .<BlobSink>map(versions -> new OriginalsSink(sink, versions))
                        .orElse(sink);
    }

    @Override
    public SinkCapabilities capabilities() {
        return sink.capabilities();
    }

    @Override
    public BlobUpload begin(BlobKey key, BlobOptions options) {
        return sink.begin(key, options);
    }

    @Override
    public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
        StoredBlob stored = sink.putIfAbsent(key, bytes, options);
        askAlone(key).filter(original -> !isFirst(stored, original)).ifPresent(original -> {
            throw new ConflictException("Storing " + key + ": the store took it although the key has a version of "
                    + original.version().storedAt() + ", which is the one that counts; read it");
        });
        return stored;
    }

    @Override
    public InputStream open(BlobKey key, ByteRange range) {
        requireOpen();
        Optional<Original> remembered = known.find(key);
        if (remembered.isPresent()) {
            try {
                return versions.open(remembered.get().version(), range);
            } catch (NotFoundException e) {
                known.forget(key);
            }
        }
        return versions.open(ask(key).version(), range);
    }

    /**
     * Opens the whole of the oldest version of a key that has the size and the digest of what is meant, as far as the store
     * tells them, and passes a test, for which it is read a first time. A key that has one version is not tested, and when none
     * passes, of 64 at most, the oldest is opened.
     */
    public InputStream openSound(StoredBlob meant, Predicate<InputStream> test) {
        requireOpen();
        if (!original(meant.key()).alone()) {
            for (StoredBlob version : alike(meant, TRIED)) {
                if (passes(version, test)) {
                    return versions.open(version, ByteRange.all());
                }
            }
        }
        return open(meant.key(), ByteRange.all());
    }

    /** The version that is read for what is meant: the oldest of its size and digest, else the oldest. */
    StoredBlob version(StoredBlob meant) {
        requireOpen();
        Original original = original(meant.key());
        if (original.alone() || Alike.are(original.version(), meant)) {
            return original.version();
        }
        return alike(meant, 1).stream().findFirst().orElse(original.version());
    }

    @Override
    public Optional<StoredBlob> stat(BlobKey key) {
        requireOpen();
        return askAlone(key).map(Original::version);
    }

    @Override
    public Stream<StoredBlob> list(BlobListing listing) {
        requireOpen();
        return versions.list(listing)
                .peek(key -> known.remember(Original.of(key)))
                .map(VersionedKey::oldest);
    }

    @Override
    public <F extends SinkFacet> Optional<F> facet(Class<F> type) {
        return sink.facet(type).map(facet -> {
            if (facet instanceof Removal removal) {
                return type.cast(new OriginalsRemoval(removal, versions));
            }
            return facet instanceof Thaw thaw ? type.cast(new OriginalsThaw(thaw, this)) : facet;
        });
    }

    @Override
    public void close() {
        closed = true;
        sink.close();
    }

    private Original original(BlobKey key) {
        return known.find(key).orElseGet(() -> ask(key));
    }

    private List<StoredBlob> alike(StoredBlob meant, int most) {
        return versions.oldest(meant.key(), version -> Alike.are(version, meant), most);
    }

    private Original ask(BlobKey key) {
        return Vicinity.from(key)
                .map(around -> ask(key, around))
                .orElseGet(() -> askAlone(key))
                .orElseThrow(() ->
                        new NotFoundException("Opening " + key + ": it has no version; list to see what there is"));
    }

    private Optional<Original> askAlone(BlobKey key) {
        List<StoredBlob> two = versions.oldest(key, any -> true, 2);
        Optional<Original> found = two.stream().findFirst().map(oldest -> new Original(oldest, two.size() == 1));
        found.ifPresent(known::remember);
        return found;
    }

    private Optional<Original> ask(BlobKey key, BlobListing around) {
        Optional<Original> found = Optional.empty();
        try (Stream<VersionedKey> listing = versions.list(around)) {
            Iterator<VersionedKey> keys = listing.iterator();
            for (long seen = 0; seen < VERSIONS_AHEAD && keys.hasNext(); ) {
                VersionedKey next = keys.next();
                Original each = Original.of(next);
                known.remember(each);
                if (next.key().equals(key)) {
                    found = Optional.of(each);
                } else if (found.isEmpty() && next.key().compareTo(key) > 0) {
                    break;
                }
                seen += found.isEmpty() ? 0 : next.versions();
            }
        }
        return found;
    }

    private boolean passes(StoredBlob version, Predicate<InputStream> test) {
        try (InputStream in = versions.open(version, ByteRange.all())) {
            return test.test(in);
        } catch (CorruptedException | AccessDeniedException e) {
            // What was put over it need not be encrypted, or not for this process.
            return false;
        } catch (IOException e) {
            throw new UnavailableException("Reading a version of " + version.key() + " broke off; try again", e);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this sink was closed");
        }
    }

    /** A store that tells no version of what it stores shows it by there being no other. */
    private static boolean isFirst(StoredBlob stored, Original original) {
        return stored.version().isPresent()
                ? stored.version().equals(original.version().version())
                : original.alone();
    }
}
