package io.repobackup.core.git.local;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.core.git.wire.RemoteErrorException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a program writes, with what it complains about as the failure at the end. Closing ends the program.
 */
final class ProgramAnswer extends FilterInputStream {

    private static final int REMEMBERED = 4_096;

    private final Process process;
    private final StringBuilder complaints = new StringBuilder();
    private final Thread listener;

    ProgramAnswer(Process process) {
        super(process.getInputStream());
        this.process = process;
        this.listener = new Thread(this::listen, "complaints of git");
        listener.setDaemon(true);
        listener.start();
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        return b < 0 ? end() : b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        return count < 0 ? end() : count;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        super.close();
    }

    private int end() throws IOException {
        try {
            if (process.waitFor() != 0) {
                listener.join();
                throw RemoteErrorException.died(new IOException("git ended with status " + process.exitValue() + ": "
                        + complaints.toString().strip().replaceAll("\\p{Cntrl}+", " ")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("Waiting for git to end was interrupted", e);
        }
        return -1;
    }

    /** Reads on when enough is remembered, for a program whose complaints nobody takes stands still. */
    private void listen() {
        byte[] buffer = new byte[1_024];
        try (InputStream errors = process.getErrorStream()) {
            for (int n = errors.read(buffer); n >= 0; n = errors.read(buffer)) {
                if (complaints.length() < REMEMBERED) {
                    complaints.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            complaints.append(e.getMessage());
        }
    }
}
