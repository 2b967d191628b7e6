package io.repobackup.core.git.local;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.core.git.wire.RemoteErrorException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The answer of something that runs in a thread of its own while the answer is read. What it fails with is thrown where
 * the answer ends. Closing the answer ends the thread, at the latest when it writes again.
 */
final class AnswerPipe extends InputStream {

    /** Writes an answer. */
    interface Answering {
        void writeTo(OutputStream out) throws IOException;
    }

    private static final int BUFFER = 256 * 1024;

    private final PipedInputStream in = new PipedInputStream(BUFFER);
    private final Thread thread;
    private final Runnable stop;
    private volatile @Nullable Throwable failure;

    private AnswerPipe(String name, Answering answering, PipedOutputStream out, Runnable stop) throws IOException {
        this.stop = stop;
        in.connect(out);
        thread = new Thread(() -> run(answering, out), name);
        thread.setDaemon(true);
    }

    static InputStream open(String name, Answering answering) throws IOException {
        return open(name, answering, () -> {});
    }

    /** Likewise; what answers is also stopped like this when the answer is closed. */
    static InputStream open(String name, Answering answering, Runnable stop) throws IOException {
        AnswerPipe pipe = new AnswerPipe(name, answering, new PipedOutputStream(), stop);
        pipe.thread.start();
        return pipe;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("Reading from the " + thread.getName() + " was interrupted");
        }
        try {
            int count = in.read(bytes, offset, length);
            return count < 0 ? end() : count;
        } catch (InterruptedIOException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("Reading from the " + thread.getName() + " was interrupted", e);
        }
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
        thread.interrupt();
        stop.run();
    }

    private int end() throws IOException {
        Throwable seen = failure;
        if (seen != null) {
            throw RemoteErrorException.died(seen);
        }
        return -1;
    }

    private void run(Answering answering, OutputStream out) {
        try (out) {
            // The failure has to be there before the reader sees the end.
            attempt(answering, out);
        } catch (IOException e) {
            failure = e;
        }
    }

    private void attempt(Answering answering, OutputStream out) {
        try {
            answering.writeTo(out);
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
    }
}
