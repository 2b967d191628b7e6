package io.repobackup.core.vault.json;

import io.repobackup.api.failure.CorruptedException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A compressed file of JSON objects, one on each line, the first of which describes the file.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public final class JsonLines {

    private static final int MAX_LINE = 64 << 20;

    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    private final GZIPOutputStream gzip;

    /** An empty file. */
    public JsonLines() {
        try {
            this.gzip = new GZIPOutputStream(compressed);
        } catch (IOException e) {
            throw new UncheckedIOException("compressing in memory", e);
        }
    }

    /** Adds a line. */
    public void add(JsonFields line) {
        try {
            gzip.write(line.toBytes());
            gzip.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("compressing in memory", e);
        }
    }

    /** The file. */
    public byte[] toGzip() {
        try {
            gzip.close();
        } catch (IOException e) {
            throw new UncheckedIOException("compressing in memory", e);
        }
        return compressed.toByteArray();
    }

    /**
     * Reads a file.
     *
     * @param decoder is given the first line, and the others once, lazily
     * @throws CorruptedException when the file or a line is not as it must be
     */
    public static <T> T read(String key, byte[] file, BiFunction<JsonObject, Iterable<JsonObject>, T> decoder) {
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(file))) {
            Lines lines = new Lines(plain);
            JsonObject first = lines.next();
            return decoder.apply(first, () -> lines);
        } catch (MalformedException e) {
            throw new CorruptedException(key, e.expected(), e.actual(), e);
        } catch (NoSuchElementException | IllegalArgumentException | IOException e) {
            throw new CorruptedException(key, "lines of JSON in gzip", String.valueOf(e.getMessage()), e);
        }
    }

    private static final class Lines implements Iterator<JsonObject> {

        private final InputStream in;
        private byte @Nullable [] upcoming;

        Lines(InputStream in) {
            this.in = new BufferedInputStream(in);
            this.upcoming = readLine();
        }

        @Override
        public boolean hasNext() {
            return upcoming != null;
        }

        @Override
        public JsonObject next() {
            byte[] line = upcoming;
            if (line == null) {
                throw new NoSuchElementException("there are no more lines");
            }
            upcoming = readLine();
            return JsonObject.parse(line);
        }

        private byte @Nullable [] readLine() {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            try {
                for (int b = in.read(); b != '\n'; b = in.read()) {
                    if (b < 0 && line.size() == 0) {
                        return null;
                    }
                    if (b < 0 || line.size() == MAX_LINE) {
                        throw new MalformedException("lines of at most " + MAX_LINE + " bytes", "another end");
                    }
                    line.write(b);
                }
            } catch (IOException e) {
                throw new MalformedException("gzip", String.valueOf(e.getMessage()), e);
            }
            return line.toByteArray();
        }
    }
}
