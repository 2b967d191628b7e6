package io.repobackup.age;

import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Sha256;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The ciphertexts of puts whose outcome is unknown. Encrypting twice gives different bytes, and a store that has the first ones
 * must see them again in a repeated put. Of contents only digests are kept; when there is too much, the oldest is forgotten, and
 * its repetition then costs the caller a look at what is there.
 *
 * <p><i>Thread-safe.</i>
 */
final class PendingPuts {

    private final long limitInBytes;
    private final Map<Put, byte[]> ciphertexts = new LinkedHashMap<>();
    private long size;

    PendingPuts(long limitInBytes) {
        this.limitInBytes = limitInBytes;
    }

    /** What makes two puts the same. */
    record Put(BlobKey key, BlobClass blobClass, Sha256 content) {}

    synchronized Optional<byte[]> ciphertext(Put put) {
        return Optional.ofNullable(ciphertexts.get(put));
    }

    synchronized void keep(Put put, byte[] ciphertext) {
        forget(put);
        ciphertexts.put(put, ciphertext);
        size += ciphertext.length;
        Iterator<byte[]> oldest = ciphertexts.values().iterator();
        while (size > limitInBytes && oldest.hasNext()) {
            size -= oldest.next().length;
            oldest.remove();
        }
    }

    synchronized void forget(Put put) {
        byte[] known = ciphertexts.remove(put);
        size -= known == null ? 0 : known.length;
    }

    synchronized long sizeInBytes() {
        return size;
    }
}
