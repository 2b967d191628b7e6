package io.repobackup.s3;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.ByteRange;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * A range of an object. An answer that breaks off is continued with another request; it never ends early unnoticed.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
final class ObjectStream extends InputStream {

    private static final int RESUMPTIONS_IN_A_ROW = 3;

    /** So many bytes after a break make it a thing of the past. */
    private static final long PROGRESS = 1L << 20;

    private final Reads reads;
    private final Attempt attempt;
    private final GetObjectRequest get;
    private ResponseInputStream<GetObjectResponse> answer;
    private long position;
    private long left;
    private int broken;
    private long brokenAt;
    private boolean closed;

    ObjectStream(
            Reads reads,
            Attempt attempt,
            GetObjectRequest get,
            ByteRange range,
            ResponseInputStream<GetObjectResponse> answer) {
        this.reads = reads;
        this.attempt = attempt;
        this.answer = answer;
        this.get = get.toBuilder().ifMatch(tag(answer.response())).build();
        this.position = range.offset();
        requireRange(range);
        this.left = Math.min(range.length(), answer.response().contentLength());
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (closed) {
            throw new IllegalStateException(attempt + ": the stream was closed");
        }
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int read = readSome(buffer, offset, (int) Math.min(length, left));
        position += read;
        left -= read;
        if (left == 0) {
            seeTheEnd();
        }
        return read;
    }

    @Override
    public int available() {
        return 0;
    }

    /** Leaves what was not read where it is: reading it to keep the connection may cost more than another connection. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            answer.abort();
        }
    }

    private int readSome(byte[] buffer, int offset, int length) {
        while (true) {
            try {
                int read = answer.read(buffer, offset, length);
                if (read < 0) {
                    throw new EOFException(left + " bytes are missing");
                }
                return read;
            } catch (IOException e) {
                resume(e);
            } catch (SdkException | IllegalStateException e) {
                throw reads.told(attempt, e);
            }
        }
    }

    /** The last read of an answer is the one that compares checksums. */
    private void seeTheEnd() {
        try {
            while (answer.read() >= 0) {
                // A store that sends more than it announced.
            }
            answer.close();
        } catch (IOException e) {
            // Every byte that was announced is here.
            answer.abort();
        } catch (SdkException | IllegalStateException e) {
            throw reads.told(attempt, e);
        }
    }

    private void resume(IOException seen) {
        answer.abort();
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException(attempt + ": the thread was interrupted; run again when it suits", seen);
        }
        if (reads.isClosed()) {
            throw new IllegalStateException(attempt + ": the sink was closed", seen);
        }
        broken = position - brokenAt >= PROGRESS ? 1 : broken + 1;
        brokenAt = position;
        if (broken > RESUMPTIONS_IN_A_ROW) {
            throw new UnavailableException(
                    attempt + ": the answer broke off at byte " + position + " again and again: "
                            + BrokenCalls.reason(seen) + "; try again later",
                    seen);
        }
        try {
            answer = reads.send(get, ByteRange.of(position, left));
        } catch (SdkException | IllegalStateException e) {
            throw changed(reads.told(attempt, e));
        }
        requireRange(ByteRange.of(position, left));
    }

    private RuntimeException changed(RuntimeException e) {
        return e instanceof ConflictException
                ? new CorruptedException(attempt.key(), "the object that was opened", "another one under its name", e)
                : e;
    }

    private void requireRange(ByteRange range) {
        String given = answer.response().contentRange();
        boolean whole = range.offset() == 0 && (range.isOpen() || given == null);
        if (!whole && (given == null || !given.startsWith("bytes " + range.offset() + "-"))) {
            answer.abort();
            throw new UnavailableException(attempt + ": asked for bytes from " + range.offset()
                    + ", but the store sent " + (given == null ? "the whole object" : given)
                    + "; look whether something between here and the store cuts headers");
        }
    }

    private static String tag(GetObjectResponse response) {
        return response.eTag();
    }
}
