package io.repobackup.core.items;

import io.repobackup.api.failure.CorruptedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Cuts a stream into lines, with a limit on their length.
 *
 * <p><i>Confined to one thread.</i> Closes nothing.
 */
public final class Lines {

    /** The longest line: an item of 64 MiB with its id, in bytes. */
    static final int MAX_LENGTH = (64 << 20) + 4096;

    private final String where;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private long number;

    /**
     * Lines of this stream.
     *
     * @param where what the stream is, for messages
     */
    public Lines(String where, InputStream in) {
        this.where = where;
        this.in = in;
    }

    /**
     * The next line without its line break; empty at the end.
     *
     * @throws CorruptedException when a line is too long or the last one has no end
     */
    public Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (fill()) {
            int end = indexOfLineBreak();
            line.write(buffer, position, end - position);
            position = Math.min(limit, end + 1);
            if (end < limit) {
                number++;
                return Optional.of(line.toByteArray());
            }
            if (line.size() > MAX_LENGTH) {
                throw new CorruptedException(here(), "a line of at most " + MAX_LENGTH + " bytes", "a longer one");
            }
        }
        if (line.size() > 0) {
            throw new CorruptedException(here(), "a line break after the last line", "the end of the data");
        }
        return Optional.empty();
    }

    /** Where the last line stands, for messages. */
    public String here() {
        return where + " line " + number;
    }

    private boolean fill() throws IOException {
        if (position < limit) {
            return true;
        }
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }

    private int indexOfLineBreak() {
        for (int i = position; i < limit; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return limit;
    }
}
