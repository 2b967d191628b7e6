package io.repobackup.github.standin.wire;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is answered. <i>Immutable.</i> */
public final class Answer {

    private static final byte[] NOTHING = {};

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private Answer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** A status without a body. */
    public static Answer of(int status) {
        return new Answer(status, new TreeMap<>(String.CASE_INSENSITIVE_ORDER), NOTHING);
    }

    /** JSON as {@link Json#text} takes it. */
    public static Answer json(int status, Object json) {
        return of(status)
                .with("Content-Type", "application/json; charset=utf-8")
                .with("X-GitHub-Media-Type", "github.v3; format=json")
                .withBody(Json.text(json).getBytes(StandardCharsets.UTF_8));
    }

    /** An error in the host's form. */
    public static Answer error(int status, String message) {
        return json(
                status,
                Fields.of("message", message)
                        .put("documentation_url", "https://docs.github.com/rest")
                        .put("status", Integer.toString(status))
                        .map());
    }

    /** The same with a header, in place of one of the same name. */
    public Answer with(String header, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    /** The same without a header. */
    public Answer without(String header) {
        Map<String, String> fewer = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fewer.putAll(headers);
        fewer.remove(header);
        return new Answer(status, fewer, body);
    }

    public Answer withBody(byte[] bytes) {
        return new Answer(status, headers, bytes.clone());
    }

    /** The same headers under another status, with no body. */
    public Answer onlyAs(int other) {
        return new Answer(other, headers, NOTHING);
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return Collections.unmodifiableMap(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public byte[] body() {
        return body.clone();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
