package io.repobackup.github.crawl;

import io.repobackup.api.sink.Sha256;
import io.repobackup.http.json.JsonValue;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/**
 * One element of a list, as the host sent it and as far as it is understood.
 *
 * <p><i>Immutable.</i>
 */
public final class Entry {

    private static final int DIGITS = 32;

    private final byte[] json;
    private final JsonValue value;

    /** Takes the bytes over. */
    public Entry(byte[] json) {
        this.json = json;
        this.value = JsonValue.parse(json);
    }

    /** The bytes, not a copy. */
    public byte[] json() {
        return json;
    }

    /** What it says. */
    public JsonValue value() {
        return value;
    }

    /** The host's number for it, by which it is the same at all times. */
    public String id() {
        return Long.toString(value.at("id").number());
    }

    /** The number that people use, in one repository. */
    public String number() {
        return Long.toString(value.at("number").number());
    }

    /** The id in GraphQL. */
    public String nodeId() {
        return value.at("node_id").text();
    }

    /** When it changed, by the host's clock, in whole seconds. */
    public Instant updated() {
        return OffsetDateTime.parse(value.at("updated_at").text()).toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Tells it from what it was before, in 128 bits. */
    public String digest() {
        return Sha256.of(json).hex().substring(0, DIGITS);
    }
}
