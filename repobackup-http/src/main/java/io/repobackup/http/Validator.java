package io.repobackup.http;

import io.repobackup.http.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * By what a host recognises what it sent, so that it need not send it again: the tag and the time of the last change, as
 * in <a href="https://www.rfc-editor.org/rfc/rfc9110#name-validator-fields">RFC 9110</a>. Small enough for the state of a
 * part:
 *
 * <pre>{@code
 * HttpRequest request = HttpRequest.get(url).withCredentials(credentials).ifChanged(before);
 * try (HttpResponse answer = http.send(request)) {
 *     if (answer.isUnchanged()) {
 *         return new Captured.Same("the host says so: " + url);
 *     }
 *     Validator after = answer.validator();
 * }
 * }</pre>
 *
 * <p>A validator that the host does not recognise costs nothing but the answer. So it is with tags of <a
 * href="https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate">GitHub</a>,
 * which change with the token: after a rotation everything looks changed once.
 *
 * <p><i>Immutable.</i>
 *
 * @param tag the {@code ETag} as it was sent, strong or weak; empty when there was none that can be sent back
 * @param lastModified the {@code Last-Modified} as it was sent; empty when there was none, or it was too young to tell
 *     two changes apart
 */
public record Validator(Optional<String> tag, Optional<String> lastModified) {

    private static final Validator NONE = new Validator(Optional.empty(), Optional.empty());
    private static final String WEAK = "W/";

    /** Leaves out what no header can carry. */
    public Validator {
        tag = tag.filter(Validator::canBeSent);
        lastModified = lastModified.filter(Validator::canBeSent);
    }

    /** Knows nothing, so that everything is changed. */
    public static Validator none() {
        return NONE;
    }

    /** What {@link #toJson()} wrote. Fields that are missing or no text count as nothing. */
    public static Validator from(JsonValue json) {
        return new Validator(text(json, "tag"), text(json, "modified"));
    }

    /** The fields for a state. */
    public Map<String, ?> toJson() {
        Map<String, String> json = new LinkedHashMap<>();
        tag.ifPresent(text -> json.put("tag", text));
        lastModified.ifPresent(text -> json.put("modified", text));
        return json;
    }

    /** Whether there is nothing by which a host could recognise anything. */
    public boolean isNone() {
        return tag.isEmpty() && lastModified.isEmpty();
    }

    /**
     * The same without the tag, where there is a time: for hosts whose tags change with the token, and credentials that
     * rotate between runs.
     */
    public Validator withoutTag() {
        return lastModified.isPresent() ? new Validator(Optional.empty(), lastModified) : this;
    }

    /**
     * Whether both stand for the same content. Tags are compared without regard to whether they are weak, for hosts
     * answer a weak one with a strong one; without tags, the times are compared.
     */
    public boolean matches(Validator other) {
        if (tag.isPresent() && other.tag.isPresent()) {
            return opaque(tag.get()).equals(opaque(other.tag.get()));
        }
        return lastModified.isPresent() && lastModified.equals(other.lastModified);
    }

    private static String opaque(String tag) {
        return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
    }

    private static Optional<String> text(JsonValue json, String name) {
        return json.find(name).filter(JsonValue::isText).map(JsonValue::text);
    }

    private static boolean canBeSent(String value) {
        return !value.isBlank() && value.length() <= 1_024 && value.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
