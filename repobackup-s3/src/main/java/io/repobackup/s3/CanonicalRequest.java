package io.repobackup.s3;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * A request in the one form in which both sides sign it. It may hold a session token, so its text is for nobody else.
 *
 * <p><i>Immutable.</i>
 */
final class CanonicalRequest {

    /** What those between here and the store may change. */
    private static final Set<String> UNSIGNED =
            Set.of("connection", "expect", "transfer-encoding", "user-agent", "x-amzn-trace-id");

    private final String signedHeaders;
    private final String text;

    private CanonicalRequest(String signedHeaders, String text) {
        this.signedHeaders = signedHeaders;
        this.text = text;
    }

    static CanonicalRequest of(SdkHttpRequest request, String payloadDigest) {
        SortedMap<String, String> headers = headers(request.headers());
        String names = String.join(";", headers.keySet());
        String lines = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        String path = request.encodedPath().isEmpty() ? "/" : request.encodedPath();
        String text = request.method() + "\n" + path + "\n" + query(request.rawQueryParameters()) + "\n" + lines + "\n"
                + names + "\n" + payloadDigest;
        return new CanonicalRequest(names, text);
    }

    String signedHeaders() {
        return signedHeaders;
    }

    String text() {
        return text;
    }

    @Override
    public String toString() {
        return "CanonicalRequest[]";
    }

    private static SortedMap<String, String> headers(Map<String, List<String>> all) {
        SortedMap<String, String> headers = new TreeMap<>();
        all.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!UNSIGNED.contains(lower)) {
                headers.put(
                        lower, values.stream().map(CanonicalRequest::trimmed).collect(Collectors.joining(",")));
            }
        });
        return headers;
    }

    private static String trimmed(String value) {
        return value.trim().replaceAll("\\s+", " ");
    }

    /** In the order of the encoded names, and of the values of each. */
    private static String query(Map<String, List<String>> parameters) {
        SortedMap<String, List<String>> encoded = new TreeMap<>();
        parameters.forEach((name, values) ->
                encoded.put(SdkHttpUtils.urlEncode(name), values.isEmpty() ? List.of("") : encoded(values)));
        return encoded.entrySet().stream()
                .flatMap(parameter -> parameter.getValue().stream().map(value -> parameter.getKey() + "=" + value))
                .collect(Collectors.joining("&"));
    }

    private static List<String> encoded(List<String> values) {
        return values.stream()
                .map(value -> Objects.requireNonNullElse(SdkHttpUtils.urlEncode(value), ""))
                .sorted()
                .toList();
    }
}
