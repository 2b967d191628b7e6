package io.repobackup.core.vault.json;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Gzip (RFC 1952) in memory: equal input gives equal output, and input from outside is bounded. */
public final class Gzip {

    private Gzip() {}

    /** The compressed bytes; no time and no name in the header. */
    public static byte[] compress(byte[] plain) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(plain.length / 3 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("compressing in memory", e);
        }
        return compressed.toByteArray();
    }

    /**
     * The plain bytes.
     *
     * @param limit how many bytes there may be at most
     * @throws MalformedException when the input is no gzip, is cut off, or holds more than the limit
     */
    public static byte[] expand(byte[] compressed, int limit) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            byte[] plain = gzip.readNBytes(limit);
            if (gzip.read() >= 0) {
                throw new MalformedException("at most " + limit + " bytes after decompression", "more");
            }
            return plain;
        } catch (IOException e) {
            throw new MalformedException("gzip", String.valueOf(e.getMessage()), e);
        }
    }
}
