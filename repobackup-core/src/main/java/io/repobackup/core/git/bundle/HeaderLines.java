package io.repobackup.core.git.bundle;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.UnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The lines of a bundle header, each character one byte, and never a byte beyond the last line asked for. */
final class HeaderLines {

    private static final int LONGEST_LINE = 70_000;
    private static final long LONGEST_HEADER = 64L << 20;

    private final String name;
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long length;

    HeaderLines(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    /** The next line, without its LF. */
    String next() {
        line.reset();
        for (int b = read(); b != '\n'; b = read()) {
            line.write(b);
            if (line.size() > LONGEST_LINE || length > LONGEST_HEADER) {
                throw new CorruptedException(name, "a bundle header of short lines", "no end of it at byte " + length);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private int read() {
        try {
            int b = in.read();
            if (b < 0) {
                throw new CorruptedException(name, "a bundle header", "the end after " + length + " bytes");
            }
            length++;
            return b;
        } catch (IOException e) {
            throw new UnavailableException(
                    "Reading the header of " + name + " broke off after " + length + " bytes; read it again", e);
        }
    }
}
