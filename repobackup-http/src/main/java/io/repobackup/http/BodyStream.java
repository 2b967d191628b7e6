package io.repobackup.http;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;

/** The bytes of an answer. Failures are typed, and a body that is cut short is one. */
final class BodyStream extends InputStream {

    private final Answer answer;
    private final InputStream bytes;
    private long count;

    BodyStream(Answer answer) {
        this.answer = answer;
        this.bytes = answer.response().body().byteStream();
    }

    @Override
    public int read() {
        int read = reading(bytes::read);
        count(read < 0 ? read : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        int read = reading(() -> bytes.read(buffer, offset, length));
        count(read);
        return read;
    }

    /** The next bytes, fewer than this only at the end. */
    byte[] upTo(int length) {
        try {
            return readNBytes(length);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public int available() {
        return reading(bytes::available);
    }

    @Override
    public void close() {
        answer.close();
    }

    private void count(int read) {
        if (read < 0) {
            answer.flight().end();
        } else {
            count += read;
        }
    }

    private <T> T reading(Callable<T> work) {
        try {
            return answer.flight().during(work);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private RepobackupException failure(IOException e) {
        String what = answer.method() + " " + Redaction.url(answer.url());
        String givenUp = answer.flight().givenUp();
        if (!givenUp.isEmpty()) {
            return new CancelledException("Reading the answer to " + what + " was given up, because " + givenUp, e);
        }
        return new UnavailableException(
                "The answer to " + what + " broke off after " + count + " bytes: " + Seen.why(e) + "; try again", e);
    }
}
