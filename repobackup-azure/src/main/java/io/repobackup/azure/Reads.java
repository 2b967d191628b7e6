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
    private static final int BEYOND_THE_END = 416;

    private final Container container;

    Reads(Container container) {
        this.container = container;
    }

    InputStream open(BlobKey key, BlobClientBase blob, ByteRange range) {
        Step step = Step.of("Reading", key, Right.READ);
        HttpRequest request = request(blob, range);
        HttpResponse response = container
                .failures()
                .during(
                        step,
                        () -> blob.getHttpPipeline()
                                .sendSync(request, new Context("azure-eagerly-read-response", false)));
        int status = response.getStatusCode();
        if (status == BEYOND_THE_END) {
            response.close();
            return InputStream.nullInputStream();
        }
        if (status != 200 && status != 206) {
            Answer answer = Answer.of(status, response.getHeaders());
            response.close();
            throw container.failures().refused(step, answer);
        }
        return body(step, key, response, range);
    }

    private InputStream body(Step step, BlobKey key, HttpResponse response, ByteRange range) {
        @Nullable String length = response.getHeaderValue(HttpHeaderName.CONTENT_LENGTH);
        boolean partAsAsked = response.getStatusCode() == 206 || isWhole(range);
        if (length == null || !partAsAsked) {
            response.close();
            throw new UnavailableException(
                    step.doing() + " in "
                            + container.settings().place()
                            + ": the answer has no length, or is not the range that was asked for; look for a proxy that changes answers");
        }
        Optional<Sha256> digest = isWhole(range) && response.getStatusCode() == 200
                ? Optional.ofNullable(response.getHeaderValue(DIGEST))
                        .filter(hex -> HEX.matcher(hex).matches())
                        .map(Sha256::new)
                : Optional.empty();
        return range.length() == 0
                ? nothing(response)
                : new BodyStream(
                        step, container.failures(), response, new Promise(key, Long.parseLong(length), digest));
    }

    private HttpRequest request(BlobClientBase blob, ByteRange range) {
        // The signature of a request without this header covers the word null in its place, and is wrong.
        HttpRequest request = new HttpRequest(HttpMethod.GET, blob.getBlobUrl())
                .setHeader(HttpHeaderName.CONTENT_LENGTH, "0")
                .setHeader(VERSION, container.settings().version().getVersion());
        return isWhole(range) ? request : request.setHeader(RANGE, text(range));
    }

    private static boolean isWhole(ByteRange range) {
        return range.offset() == 0 && range.isOpen();
    }

    /** A range of no bytes cannot be asked for; one byte tells whether the blob is there. */
    private static String text(ByteRange range) {
        long first = Math.min(range.offset(), LONGER_THAN_ANY_BLOB);
        long length = Math.min(Math.max(1, range.length()), LONGER_THAN_ANY_BLOB);
        return "bytes=" + first + "-" + (first + length - 1);
    }

    private static InputStream nothing(HttpResponse response) {
        response.close();
        return InputStream.nullInputStream();
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
