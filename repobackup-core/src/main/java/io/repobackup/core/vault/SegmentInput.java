package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.vault.json.JsonLine;
import io.repobackup.core.vault.json.MalformedException;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a segment, in their order. Reading fails with {@link CorruptedException} when the segment is damaged,
 * at the latest at its end.
 *
 * <p><i>Confined to one thread at a time.</i> Closed by the caller.
 */
public final class SegmentInput implements Iterator<SegmentLine>, AutoCloseable {

    private static final String VALUE = ",\"value\":";
    private static final String GONE = ",\"gone\":true}";
    private static final int MAX_LENGTH = 80 << 20;
    private static final int BUFFER_SIZE = 1 << 16;

    private final String key;
    private final InputStream blob;
    private final BufferedReader reader;
    private @Nullable String upcoming;

    private SegmentInput(String key, InputStream blob) throws IOException {
        this.key = key;
        this.blob = blob;
        InputStream plain = new GZIPInputStream(blob, BUFFER_SIZE);
        this.reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder()));
    }

    /** Opens a segment. */
    public static SegmentInput open(SubjectBlobs blobs, BlobRef segment) {
        String key = segment.key().text();
        InputStream blob = blobs.open(segment);
        try {
            SegmentInput input = new SegmentInput(key, blob);
            input.advance();
            return input;
        } catch (IOException e) {
            throw failure(key, e);
        }
    }

    @Override
    public boolean hasNext() {
        return upcoming != null;
    }

    @Override
    public SegmentLine next() {
        String line = upcoming;
        if (line == null) {
            throw new NoSuchElementException("the segment " + key + " ends here");
        }
        try {
            advance();
        } catch (IOException e) {
            throw failure(key, e);
        }
        return parse(line);
    }

    @Override
    public void close() {
        try {
            blob.close();
        } catch (IOException e) {
            throw failure(key, e);
        }
    }

    private void advance() throws IOException {
        upcoming = readLine();
    }

    private @Nullable String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = reader.read(); c != '\n'; c = reader.read()) {
            if (c < 0) {
                if (line.isEmpty()) {
                    return null;
                }
                throw new EOFException("the last line has no end");
            }
            if (line.length() == MAX_LENGTH) {
                throw new CorruptedException(key, "lines of at most " + MAX_LENGTH + " characters", "a longer one");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private SegmentLine parse(String line) {
        int end = endOfId(line);
        String id = unquote(line.substring("{\"id\":".length(), end));
        if (line.startsWith(VALUE, end) && line.endsWith("}")) {
            return new SegmentLine(id, Optional.of(line.substring(end + VALUE.length(), line.length() - 1)));
        }
        if (line.substring(end).equals(GONE)) {
            return new SegmentLine(id, Optional.empty());
        }
        throw malformed(line);
    }

    private int endOfId(String line) {
        if (!line.startsWith("{\"id\":\"")) {
            throw malformed(line);
        }
        for (int i = "{\"id\":\"".length(); i < line.length(); i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == '"') {
                return i + 1;
            }
        }
        throw malformed(line);
    }

    private String unquote(String json) {
        try {
            return JsonLine.unquote(json);
        } catch (MalformedException e) {
            throw new CorruptedException(key, e.expected(), e.actual(), e);
        }
    }

    private CorruptedException malformed(String line) {
        String start = line.substring(0, Math.min(line.length(), 60));
        return new CorruptedException(
                key, "an item or its end, {\"id\":…,\"value\":…} or {\"id\":…,\"gone\":true}", start);
    }

    private static RuntimeException failure(String key, IOException e) {
        if (e instanceof EOFException || e instanceof ZipException || e instanceof CharacterCodingException) {
            return new CorruptedException(key, "lines of UTF-8 in gzip", String.valueOf(e.getMessage()), e);
        }
        return new UnavailableException("Reading " + key + " broke off; try again", e);
    }
}
