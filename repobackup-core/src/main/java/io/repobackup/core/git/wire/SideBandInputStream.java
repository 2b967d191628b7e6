package io.repobackup.core.git.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The data of a side-band: what the first band carries, up to the flush that ends it. Keep-alives are passed over, what
 * the second band says goes to a consumer, and the third band ends the stream with a {@link RemoteErrorException}.
 *
 * <p><i>Confined to one thread at a time.</i> Leaves the underlying stream to whoever opened it.
 */
final class SideBandInputStream extends InputStream {

    private static final int DATA = 1;
    private static final int PROGRESS = 2;
    private static final int FATAL = 3;

    private final PktLineReader lines;
    private final Consumer<String> progress;
    private int position;
    private boolean finished;

    SideBandInputStream(PktLineReader lines, Consumer<String> progress) {
        this.lines = lines;
        this.progress = progress;
        this.position = lines.length();
    }

    /** The same, for a reader that stands on the first line of the side-band. */
    static SideBandInputStream onLine(PktLineReader lines, Consumer<String> progress) throws IOException {
        SideBandInputStream stream = new SideBandInputStream(lines, progress);
        stream.receive();
        return stream;
    }

    @Override
    public int read() throws IOException {
        return fill() ? lines.buffer()[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int wanted) throws IOException {
        Objects.checkFromIndexSize(offset, wanted, bytes.length);
        if (wanted == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(wanted, lines.length() - position);
        System.arraycopy(lines.buffer(), position, bytes, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return finished ? 0 : lines.length() - position;
    }

    private boolean fill() throws IOException {
        while (!finished && position >= lines.length()) {
            switch (lines.next()) {
                case DATA -> receive();
                case FLUSH -> finished = true;
                case END_OF_STREAM -> throw new EOFException("the answer ended in the middle of the pack");
                default -> throw new WireException("the pack was interrupted by the end of a section");
            }
        }
        return !finished;
    }

    private void receive() throws IOException {
        position = lines.length();
        if (position == 0) {
            return;
        }
        int band = lines.buffer()[0] & 0xff;
        switch (band) {
            case DATA -> position = 1;
            case PROGRESS -> progress.accept(words());
            case FATAL -> throw RemoteErrorException.died(words());
            default ->
                throw new WireException("the pack came on band " + band + ", which git's protocol does not have");
        }
    }

    private String words() {
        return new String(lines.buffer(), 1, lines.length() - 1, StandardCharsets.ISO_8859_1);
    }
}
