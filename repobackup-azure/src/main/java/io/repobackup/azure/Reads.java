package io.repobackup.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.azure.storage.blob.specialized.BlobClientBase;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Sha256;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Opens blobs. One request for each, whose body is read as it arrives: the SDK's own stream asks for 4 MiB at a time, and
 * is four times slower for it. <i>Thread-safe.</i>
 */
final class Reads {

    private static final HttpHeaderName RANGE = HttpHeaderName.fromString("x-ms-range");
    private static final HttpHeaderName VERSION = HttpHeaderName.fromString("x-ms-version");
    private static final HttpHeaderName DIGEST = HttpHeaderName.fromString("x-ms-meta-" + Finished.SHA256);
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final long LONGER_THAN_ANY_BLOB = 1L << 50;
    private static final int REPLACED = 412;
    private static final int BEYOND_THE_END = 416;

    private final Container container;

    Reads(Container container) {
        this.container = container;
    }

    InputStream open(BlobKey key, BlobClientBase blob, ByteRange range) {
        Step step = Step.of("Reading", key, Right.READ);
        HttpResponse response = send(step, blob, range, null);
        if (response.getStatusCode() == BEYOND_THE_END || range.length() == 0) {
            response.close();
            return InputStream.nullInputStream();
        }
        Promise promise = promise(step, key, response, range);
        String etag = response.getHeaderValue(HttpHeaderName.ETAG);
        BodyStream.Rest rest = count -> {
            ByteRange left = ByteRange.of(range.offset() + count, promise.length() - count);
            HttpResponse next = send(step, blob, left, etag);
            promise(step, key, next, left);
            return next;
        };
        return new BodyStream(step, container.failures(), response, promise, rest);
    }

    /** An answer that is one; the caller closes it. */
    private HttpResponse send(Step step, BlobClientBase blob, ByteRange range, @Nullable String etag) {
        // The signature of a request without a length covers the word null in its place, and is wrong.
        HttpRequest request = new HttpRequest(HttpMethod.GET, blob.getBlobUrl())
                .setHeader(HttpHeaderName.CONTENT_LENGTH, "0")
                .setHeader(VERSION, container.settings().version().getVersion());
        if (!isWhole(range)) {
            request.setHeader(RANGE, "bytes=" + first(range) + "-" + last(range));
        }
        if (etag != null) {
            request.setHeader(HttpHeaderName.IF_MATCH, etag);
        }
        HttpResponse response = container
                .failures()
                .during(
                        step,
                        () -> blob.getHttpPipeline()
                                .sendSync(request, new Context("azure-eagerly-read-response", false)));
        int status = response.getStatusCode();
        if (status == 200 || status == 206 || status == BEYOND_THE_END) {
            return response;
        }
        Answer answer = Answer.of(status, response.getHeaders());
        response.close();
        throw etag != null && status == REPLACED
                ? new UnavailableException(step.doing() + " in "
                        + container.settings().place()
                        + ": it was replaced while it was read; read it again from its beginning")
                : container.failures().refused(step, answer);
    }

    private Promise promise(Step step, BlobKey key, HttpResponse response, ByteRange range) {
        @Nullable String length = response.getHeaderValue(HttpHeaderName.CONTENT_LENGTH);
        String part = String.valueOf(response.getHeaderValue(HttpHeaderName.CONTENT_RANGE));
        boolean asAsked = isWhole(range) || part.startsWith("bytes " + first(range) + "-");
        if (length == null || !asAsked) {
            response.close();
            throw new UnavailableException(
                    step.doing() + " in " + container.settings().place()
                            + ": the answer has no length, or is not the range that was asked for; look for a proxy that changes answers");
        }
        Optional<Sha256> digest = isWhole(range)
                ? Optional.ofNullable(response.getHeaderValue(DIGEST))
                        .filter(hex -> HEX.matcher(hex).matches())
                        .map(Sha256::new)
                : Optional.empty();
        return new Promise(key, Long.parseLong(length), digest);
    }

    private static boolean isWhole(ByteRange range) {
        return range.offset() == 0 && range.isOpen();
    }

    private static long first(ByteRange range) {
        return Math.min(range.offset(), LONGER_THAN_ANY_BLOB);
    }

    /** A range of no bytes cannot be asked for; one byte tells whether the blob is there. */
    private static long last(ByteRange range) {
        return first(range) + Math.min(Math.max(1, range.length()), LONGER_THAN_ANY_BLOB) - 1;
    }

    /**
     * What a body must be.
     *
     * @param key whose it is
     * @param length how many bytes
     * @param digest of all of them, where it is known
     */
    record Promise(BlobKey key, long length, Optional<Sha256> digest) {}
}
