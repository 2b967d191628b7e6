package io.repobackup.core.git;

import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Sha256;
import io.repobackup.core.vault.BlobFamily;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.BlobWriter;
import io.repobackup.core.vault.SubjectBlobs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The blobs of a subject in memory. */
final class MemoryBlobs implements SubjectBlobs {

    private final Map<BlobKey, byte[]> blobs = new ConcurrentHashMap<>();
    private final List<BlobKey> committed = new ArrayList<>();
    private final AtomicInteger families = new AtomicInteger();

    @Override
    public BlobFamily data() {
        return family("data");
    }

    @Override
    public BlobFamily state() {
        return family("state");
    }

    @Override
    public InputStream open(BlobRef blob) {
        byte[] bytes = blobs.get(blob.key());
        if (bytes == null) {
            throw new NotFoundException("no blob " + blob.key());
        }
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public InputStream openStored(BlobRef blob) {
        return open(blob);
    }

    byte[] bytes(BlobRef blob) {
        return blobs.get(blob.key());
    }

    /** The extensions of the blobs in the order in which they were committed. */
    synchronized List<String> committed() {
        return committed.stream()
                .map(key -> key.text().substring(key.text().lastIndexOf('.') + 1))
                .toList();
    }

    private BlobFamily family(String kind) {
        int number = families.incrementAndGet();
        return extension -> new Writer(BlobKey.of(kind + "/" + number + "." + extension));
    }

    private synchronized void commit(BlobKey key, byte[] bytes) {
        if (blobs.putIfAbsent(key, bytes) != null) {
            throw new IllegalStateException(key + " was committed twice");
        }
        committed.add(key);
    }

    private final class Writer implements BlobWriter {

        private final BlobKey key;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Writer(BlobKey key) {
            this.key = key;
        }

        @Override
        public void write(ByteBuffer piece) {
            byte[] copy = new byte[piece.remaining()];
            piece.get(copy);
            bytes.writeBytes(copy);
        }

        @Override
        public BlobRef commit() {
            byte[] all = bytes.toByteArray();
            MemoryBlobs.this.commit(key, all);
            return new BlobRef(key, all.length, Sha256.of(all), all.length, Sha256.of(all));
        }

        @Override
        public void close() {}
    }
}
