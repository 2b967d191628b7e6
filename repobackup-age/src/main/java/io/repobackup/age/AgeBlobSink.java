package io.repobackup.age;

import io.repobackup.age.PendingPuts.Put;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Encryption;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.SinkCapabilities;
import io.repobackup.api.sink.SinkCapabilities.Concurrency;
import io.repobackup.api.sink.SinkFacet;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A decorator of any store that encrypts every blob before it leaves this process, and decrypts what it reads. Each blob is a
 * file in the <a href="https://age-encryption.org/v1">age format</a>, which {@code age -d} opens; keys stay as they are, and
 * so do blobs of the class PLAIN. DATA is encrypted for the data recipients; STATE for these and the state recipients.
 *
 * <pre>{@code
 * AgeBlobSink sink = AgeBlobSink.over(store)
 *         .dataRecipient(AgeRecipient.parse(recovery))      // whose key lies in a safe
 *         .stateRecipient(stateKey.recipient())
 *         .identity(stateKey)                               // reads STATE and nothing else
 *         .proved(challenge, answer)                        // once, when the vault is made
 *         .build();
 * }</pre>
 *
 * <p>What {@code stat}, {@code list} and {@code commit} tell, sizes and digests, is of the encrypted bytes. A range is one of
 * the content, and costs reading and decrypting everything before it. Reading fails with {@code AccessDenied} when the blob is
 * for others, and with {@code Corrupted} when its bytes are not those that were written; both name the key. A repeated put of
 * equal content under an equal key sends the bytes of the first attempt again, as long as that one has not been answered.
 *
 * <p>The facets of the store are passed on; {@link Versions} decrypts what it opens, and {@link Encryption} is added.
 * <i>Thread-safe.</i> Closing it closes the store.
 */
public final class AgeBlobSink implements BlobSink {

    private static final long PENDING_LIMIT_IN_BYTES = 32L << 20;

    private final BlobSink stored;
    private final AgeEncryption encryption;
    private final Predicate<BlobKey> plainKeys;
    private final PendingPuts pending = new PendingPuts(PENDING_LIMIT_IN_BYTES);
    private volatile boolean closed;

    AgeBlobSink(AgeEncryption encryption, Predicate<BlobKey> plainKeys) {
        this.stored = encryption.stored();
        this.encryption = encryption;
        this.plainKeys = plainKeys;
    }

    /** Begins to build a sink over this store, which is closed with the sink. */
    public static AgeBlobSinkBuilder over(BlobSink store) {
        return new AgeBlobSinkBuilder(store);
    }

    /**
     * The store's, with a small limit that leaves room for what encryption adds.
     *
     * @throws MisconfiguredException when the store's limit is too small for that
     */
    @Override
    public SinkCapabilities capabilities() {
        SinkCapabilities of = stored.capabilities();
        long limit = encryption
                .envelope(BlobClass.STATE)
                .map(envelope -> envelope.plainSize(of.smallLimitInBytes()))
                .orElse(of.smallLimitInBytes());
        if (limit < SinkCapabilities.LEAST_SMALL_LIMIT_IN_BYTES) {
            throw new MisconfiguredException("Encrypting for this store: it takes small blobs of "
                    + of.smallLimitInBytes() + " bytes, which leaves " + limit + " for the content, and "
                    + SinkCapabilities.LEAST_SMALL_LIMIT_IN_BYTES + " are needed; use a store with a greater limit");
        }
        return of.concurrency() == Concurrency.MANY_WRITERS
                ? SinkCapabilities.racing(limit)
                : SinkCapabilities.singleWriter(limit);
    }

    /** How long a blob of a class lies in the store that has so many bytes of content. */
    public long storedSizeInBytes(BlobClass blobClass, long contentInBytes) {
        return encryption
                .envelope(blobClass)
                .map(envelope -> envelope.storedSize(contentInBytes))
                .orElse(contentInBytes);
    }

    @Override
    public BlobUpload begin(BlobKey key, BlobOptions options) {
        Optional<Envelope> envelope = envelope(key, options.blobClass());
        BlobUpload upload = stored.begin(key, options);
        return envelope.isEmpty() ? upload : new AgeUpload(key, upload, envelope.get(), () -> closed);
    }

    @Override
    public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
        Optional<Envelope> envelope = envelope(key, options.blobClass());
        if (envelope.isEmpty()) {
            return stored.putIfAbsent(key, bytes, options);
        }
        if (bytes.length > capabilities().smallLimitInBytes()) {
            throw new IllegalArgumentException("Putting " + key + " in one go: " + bytes.length
                    + " bytes are more than the small limit; use begin instead");
        }
        Put put = new Put(key, options.blobClass(), Sha256.of(bytes));
        byte[] ciphertext =
                pending.ciphertext(put).orElseGet(() -> envelope.get().encrypt(bytes));
        return putIfAbsent(put, ciphertext, options);
    }

    @Override
    public InputStream open(BlobKey key, ByteRange range) {
        return decrypted(key, part -> stored.open(key, part), range);
    }

    @Override
    public Optional<StoredBlob> stat(BlobKey key) {
        return stored.stat(key);
    }

    @Override
    public Stream<StoredBlob> list(BlobListing listing) {
        return stored.list(listing);
    }

    @Override
    public <F extends SinkFacet> Optional<F> facet(Class<F> type) {
        if (type.isInstance(encryption)) {
            return Optional.of(type.cast(encryption));
        }
        return stored.facet(type)
                .map(facet -> facet instanceof Versions versions ? type.cast(new AgeVersions(versions, this)) : facet);
    }

    @Override
    public void close() {
        closed = true;
        stored.close();
    }

    @Override
    public String toString() {
        return "AgeBlobSink[over " + stored + "]";
    }

    /** A range of a blob's content, from a way to open a range of the stored bytes. */
    InputStream decrypted(BlobKey key, Function<ByteRange, InputStream> opener, ByteRange range) {
        if (plainKeys.test(key)) {
            return opener.apply(range);
        }
        InputStream bytes = opener.apply(ByteRange.all());
        return RangeStream.of(DecryptedStream.open(key.text(), bytes, encryption.identities()), range);
    }

    private StoredBlob putIfAbsent(Put put, byte[] ciphertext, BlobOptions options) {
        try {
            StoredBlob answer = stored.putIfAbsent(put.key(), ciphertext, options);
            pending.forget(put);
            return Answers.described(answer, ciphertext.length, Sha256.of(ciphertext));
        } catch (ConflictException e) {
            pending.forget(put);
            throw e;
        } catch (RepobackupException e) {
            pending.keep(put, ciphertext);
            throw e;
        }
    }

    /** How to encrypt; empty for what stays plain. */
    private Optional<Envelope> envelope(BlobKey key, BlobClass blobClass) {
        if (plainKeys.test(key) != (blobClass == BlobClass.PLAIN)) {
            throw new IllegalArgumentException(
                    "Storing " + key + " as " + blobClass + ": the class PLAIN and the keys that"
                            + " are never encrypted, those of signposts, go together, so that readers know what to decrypt");
        }
        if (blobClass == BlobClass.PLAIN) {
            return Optional.empty();
        }
        return Optional.of(encryption
                .envelope(blobClass)
                .orElseThrow(() -> new MisconfiguredException("Storing " + key
                        + ": this sink has no recipients and only reads; name them with dataRecipient")));
    }
}
