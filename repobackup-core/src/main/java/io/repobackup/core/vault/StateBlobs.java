package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.items.ItemLine;
import io.repobackup.core.vault.json.Gzip;
import io.repobackup.core.vault.json.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Blobs of state in memory. <i>Thread-safe.</i> */
final class StateBlobs {

    /** What is longer than this does not go into a record, in bytes of JSON. */
    static final int INLINE_LIMIT = 64 << 10;

    private static final int MAX_STORED_SIZE = 256 << 20;
    private static final int MAX_PLAIN_SIZE = 1 << 30;

    private final SubjectBlobs blobs;

    StateBlobs(SubjectBlobs blobs) {
        this.blobs = blobs;
    }

    /** Stores bytes, compressed. */
    BlobRef write(String extension, byte[] plain) {
        try (BlobWriter writer = blobs.state().begin(extension)) {
            writer.write(ByteBuffer.wrap(Gzip.compress(plain)));
            return writer.commit();
        }
    }

    /** Reads bytes and makes something of them. */
    <T> T read(BlobRef blob, Function<byte[], T> decoder) {
        String key = blob.key().text();
        try {
            return decoder.apply(Gzip.expand(readStored(blob), MAX_PLAIN_SIZE));
        } catch (MalformedException e) {
            throw new CorruptedException(key, e.expected(), e.actual(), e);
        } catch (IllegalArgumentException e) {
            throw new CorruptedException(key, "legal values", String.valueOf(e.getMessage()), e);
        }
    }

    /** Stores lines by their ids, in the format of a segment. */
    BlobRef writeLines(String extension, Map<String, byte[]> lines) {
        try (SegmentOutput output = SegmentOutput.begin(blobs.state(), extension)) {
            lines.forEach(output::put);
            return output.commitBlob();
        }
    }

    /** Reads lines by their ids. */
    Map<String, String> readLines(BlobRef blob) {
        Map<String, String> lines = new LinkedHashMap<>();
        try (SegmentInput input = SegmentInput.open(blobs, blob)) {
            while (input.hasNext()) {
                ItemLine line = input.next();
                line.value().ifPresent(json -> lines.put(line.id(), new String(json, StandardCharsets.UTF_8)));
            }
        }
        return lines;
    }

    private byte[] readStored(BlobRef blob) {
        if (blob.plainSize() > MAX_STORED_SIZE) {
            throw new MalformedException("at most " + MAX_STORED_SIZE + " bytes", blob.plainSize() + " bytes");
        }
        try (InputStream in = blobs.open(blob)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UnavailableException("Reading " + blob.key() + " broke off; try again", e);
        }
    }
}
