package io.repobackup.azure;

import com.azure.core.http.HttpResponse;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a blob: all of them or a failure. An answer that breaks off is continued from where it was, a few times, as
 * long as it is the same blob. A whole blob is compared with the digest that was stored with it.
 * <i>Confined to one thread at a time.</i>
 */
final class BodyStream extends InputStream {

    private final Step step;
    private final Failures failures;
    private static final int MOST_BREAKS = 3;

    private final Reads.Promise promise;
    private final Rest rest;
    private final @Nullable MessageDigest digest;
    private HttpResponse response;
    private InputStream body;
    private int breaks;
    private long count;
    private boolean ended;

    BodyStream(Step step, Failures failures, HttpResponse response, Reads.Promise promise, Rest rest) {
        this.step = step;
        this.failures = failures;
        this.response = response;
        this.body = response.getBodyAsBinaryData().toStream();
        this.promise = promise;
        this.rest = rest;
        this.digest = promise.digest().isPresent() ? Sha256.digest() : null;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (ended) {
            return -1;
        }
        int read = readBody(target, offset, length);
        if (read < 0) {
            end();
            return -1;
        }
        if (digest != null) {
            digest.update(target, offset, read);
        }
        count += read;
        return read;
    }

    private int readBody(byte[] target, int offset, int length) {
        while (true) {
            try {
                return body.read(target, offset, length);
            } catch (IOException e) {
                RepobackupException failure = failures.of(step, e);
                if (!(failure instanceof UnavailableException) || breaks++ == MOST_BREAKS) {
                    throw failure;
                }
                response.close();
                response = rest.after(count);
                body = response.getBodyAsBinaryData().toStream();
            }
        }
    }

    private void end() {
        ended = true;
        if (count != promise.length()) {
            throw failures.of(
                    step, new EOFException("the body ended after " + count + " of " + promise.length() + " bytes"));
        }
        if (digest != null) {
            requirePromised(Sha256.from(digest), promise.digest().orElseThrow());
        }
    }

    private void requirePromised(Sha256 found, Sha256 promised) {
        if (!found.equals(promised)) {
            throw new CorruptedException(promise.key().text(), "SHA-256 " + promised.hex(), "SHA-256 " + found.hex());
        }
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public void close() {
        response.close();
    }

    /** Asks for what is left of a blob. */
    interface Rest {
        /** The answer from this byte on. */
        HttpResponse after(long count);
    }
}
