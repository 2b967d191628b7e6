package io.repobackup.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.DateTimeRfc1123;
import com.azure.storage.blob.models.BlobStorageException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refusal by the store, without its prose: that quotes signatures. <i>Immutable.</i>
 *
 * @param status the HTTP status
 * @param code the store's own code, empty when there is none
 * @param request the store's name of the request, for its support
 * @param time what time it was there
 */
record Answer(int status, String code, String request, Optional<Instant> time) {

    private static final HttpHeaderName CODE = HttpHeaderName.fromString("x-ms-error-code");
    private static final HttpHeaderName REQUEST = HttpHeaderName.fromString("x-ms-request-id");

    static Answer of(BlobStorageException refusal) {
        String code =
                refusal.getErrorCode() == null ? "" : refusal.getErrorCode().toString();
        HttpResponse response = refusal.getResponse();
        return response == null
                ? new Answer(refusal.getStatusCode(), code, "", Optional.empty())
                : of(refusal.getStatusCode(), response.getHeaders());
    }

    static Answer of(int status, HttpHeaders headers) {
        return new Answer(status, text(headers, CODE), text(headers, REQUEST), time(headers));
    }

    boolean is(String... codes) {
        for (String each : codes) {
            if (each.equals(code)) {
                return true;
            }
        }
        return false;
    }

    /** As messages tell it. */
    String text() {
        return "it answered " + status + (code.isEmpty() ? "" : " " + code)
                + (request.isEmpty() ? "" : " (request " + request + ")");
    }

    private static Optional<Instant> time(HttpHeaders headers) {
        String date = headers.getValue(HttpHeaderName.DATE);
        try {
            return date == null
                    ? Optional.empty()
                    : Optional.of(new DateTimeRfc1123(date).getDateTime().toInstant());
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(HttpHeaders headers, HttpHeaderName name) {
        @Nullable String value = headers.getValue(name);
        return value == null ? "" : value;
    }
}
