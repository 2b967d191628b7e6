package io.repobackup.github.standin.wire;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request as it came. <i>Immutable.</i> */
public final class Ask {

    private final String method;
    private final URI target;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final Map<String, String> query;

    /** A request for a path with its query. The names of headers are in any case. */
    public Ask(String method, URI target, Map<String, List<String>> headers, byte[] body) {
        this.method = method;
        this.target = target;
        Map<String, List<String>> lower = new LinkedHashMap<>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        this.headers = lower;
        this.body = body.clone();
        this.query = parse(target.getRawQuery());
    }

    public String method() {
        return method;
    }

    /** The path as it came, still encoded, and without the query. */
    public String path() {
        return target.getRawPath();
    }

    /** Path and query. */
    public String target() {
        return target.toString();
    }

    /** What was asked with the path, in the order in which it came. */
    public Map<String, String> query() {
        return query;
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    public String query(String name, String otherwise) {
        return query.getOrDefault(name, otherwise);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT))).map(values -> values.get(0));
    }

    public byte[] body() {
        return body.clone();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The same for another path, with the same query. */
    public Ask at(String path) {
        String raw = target.getRawQuery();
        return new Ask(method, URI.create(raw == null ? path : path + "?" + raw), headers, body);
    }

    @Override
    public String toString() {
        return method + " " + target;
    }

    private static Map<String, String> parse(@Nullable String raw) {
        Map<String, String> all = new LinkedHashMap<>();
        if (raw != null && !raw.isEmpty()) {
            for (String pair : raw.split("&", -1)) {
                int at = pair.indexOf('=');
                all.put(decode(at < 0 ? pair : pair.substring(0, at)), at < 0 ? "" : decode(pair.substring(at + 1)));
            }
        }
        return all;
    }

    /** The text behind an encoded one. */
    public static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
