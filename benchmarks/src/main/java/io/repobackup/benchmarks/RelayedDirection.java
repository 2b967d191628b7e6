package io.repobackup.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** One direction of a relayed connection: a thread takes bytes in, another one lets them out when it is time. */
final class RelayedDirection {

    private static final int PIECE_IN_BYTES = 32 << 10;

    /** More than a link holds: 4 MiB. */
    private static final int MOST_PIECES = 128;

    private final Socket from;
    private final Socket to;
    private final LinkPace pace;
    private final BlockingQueue<Piece> onTheirWay = new ArrayBlockingQueue<>(MOST_PIECES);

    RelayedDirection(Socket from, Socket to, LinkPace pace) {
        this.from = from;
        this.to = to;
        this.pace = pace;
    }

    void start() {
        start(this::takeIn);
        start(this::letOut);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private void takeIn() {
        byte[] buffer = new byte[PIECE_IN_BYTES];
        long handshake = pace.thereAndBackInNanos();
        try {
            try {
                InputStream in = from.getInputStream();
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    onTheirWay.put(new Piece(Arrays.copyOf(buffer, count), pace.leaving(count) + handshake));
                    handshake = 0;
                }
            } catch (IOException e) {
                // The other end learns of it by the end that follows.
            }
            onTheirWay.put(new Piece(new byte[0], pace.leaving(0)));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void letOut() {
        try {
            OutputStream out = to.getOutputStream();
            for (Piece piece = onTheirWay.take(); piece.bytes.length > 0; piece = onTheirWay.take()) {
                for (long left = piece.due - System.nanoTime(); left > 0; left = piece.due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                out.write(piece.bytes);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            close();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void close() {
        try (from;
                to) {
            onTheirWay.clear();
        } catch (IOException e) {
            System.err.println("The relay could not close a connection: " + e);
        }
    }

    /** Bytes, and when they are due at the other end; none at the end. */
    private static final class Piece {

        private final byte[] bytes;
        private final long due;

        Piece(byte[] bytes, long due) {
            this.bytes = bytes;
            this.due = due;
        }
    }
}
