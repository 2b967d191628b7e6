package io.repobackup.core.verify;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Encryption;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions;
import io.repobackup.api.sink.Versions.VersionedKey;
import io.repobackup.core.vault.BlobRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists a sink, and notes the keys on the way that somebody wrote or deleted after they were stored. Bytes are compared as
 * they lie in the store, so no key is needed for them. Without versions it only lists.
 *
 * <p><i>Confined to one thread.</i>
 */
final class TouchedKeys {

    private static final int READ_UP_TO = 16 << 20;

    private final BlobSink sink;
    private final @Nullable Versions versions;
    private final List<VersionedKey> touched = new ArrayList<>();

    TouchedKeys(BlobSink sink) {
        this.sink = sink;
        this.versions = sink.facet(Encryption.class)
                .map(Encryption::stored)
                .orElse(sink)
                .facet(Versions.class)
                .orElse(null);
    }

    /** What is listed, each key as its oldest version. The caller closes the stream. */
    Stream<StoredBlob> list(BlobListing listing) {
        return versions == null
                ? sink.list(listing)
                : versions.list(listing).peek(this::note).map(VersionedKey::oldest);
    }

    /** Lists for nothing but the keys that are touched. */
    void look(BlobListing listing) {
        if (versions != null) {
            try (Stream<StoredBlob> all = list(listing)) {
                all.forEach(blob -> {});
            }
        }
    }

    /** Looks at one key alone, which ends with no dot before its last character. */
    void look(BlobKey key) {
        BlobKey before = BlobKey.of(key.text().substring(0, key.text().length() - 1));
        if (versions != null) {
            try (Stream<VersionedKey> from = versions.list(BlobListing.all().after(before))) {
                from.findFirst().filter(found -> found.key().equals(key)).ifPresent(this::note);
            }
        }
    }

    /** Whether a version has the length that a record pins. */
    boolean hasVersionOf(BlobRef blob) {
        return versions != null
                && !versions.oldest(blob.key(), version -> version.sizeInBytes() == blob.storedSize(), 1)
                        .isEmpty();
    }

    /**
     * The keys that were touched and are not as they were. A key is as it was when the same bytes were put again, or, over a
     * damaged version, those that a record pins.
     */
    List<Touched> changed(Map<BlobKey, List<BlobRef>> pins) {
        List<Touched> changed = new ArrayList<>();
        for (VersionedKey key : touched) {
            String difference = difference(key.oldest(), key.newest());
            boolean asPinned = pins.getOrDefault(key.key(), List.of()).stream().anyMatch(pin -> is(key.newest(), pin));
            if (key.hidden() || !(difference.isEmpty() || asPinned)) {
                changed.add(new Touched(key, difference.isEmpty() ? "the same bytes" : difference));
            }
        }
        return changed;
    }

    private void note(VersionedKey key) {
        if (key.isTouched()) {
            touched.add(key);
        }
    }

    /** How bytes differ, in words; nothing when they do not. */
    private String difference(StoredBlob oldest, StoredBlob newest) {
        if (oldest.equals(newest)) {
            return "";
        }
        if (oldest.sizeInBytes() != newest.sizeInBytes()) {
            return newest.sizeInBytes() + " bytes instead of " + oldest.sizeInBytes();
        }
        Optional<Sha256> meant = digest(oldest);
        Optional<Sha256> shown = digest(newest);
        if (meant.isEmpty() || shown.isEmpty()) {
            return "as many bytes, not compared";
        }
        return meant.equals(shown) ? "" : "other bytes";
    }

    private boolean is(StoredBlob version, BlobRef pin) {
        return version.sizeInBytes() == pin.storedSize()
                && digest(version).filter(pin.storedSha256()::equals).isPresent();
    }

    /** Empty when the store does not tell it and a version is too large or not to be read. */
    private Optional<Sha256> digest(StoredBlob version) {
        return version.sha256().isPresent() || version.sizeInBytes() > READ_UP_TO ? version.sha256() : read(version);
    }

    private Optional<Sha256> read(StoredBlob version) {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = Objects.requireNonNull(versions).open(version, ByteRange.all())) {
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return Optional.of(Sha256.from(digest));
        } catch (AccessDeniedException | FrozenException | NotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UnavailableException("Reading a version of " + version.key() + " broke off; try again", e);
        }
    }
}
