package io.repobackup.github.crawl;

import io.repobackup.http.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;

/**
 * What counts as a change of a document: everything but some fields, such as counters of stars and downloads, which change
 * all the time. They are backed up as they are when something else changes.
 *
 * <p><i>Immutable.</i>
 */
public final class Essence {

    private static final Essence ALL = new Essence(Set.of());

    private final Set<String> ignored;

    private Essence(Set<String> ignored) {
        this.ignored = ignored;
    }

    /** Everything counts. */
    public static Essence all() {
        return ALL;
    }

    /** Everything counts but fields of these names, at any depth. */
    public static Essence without(String... names) {
        return new Essence(Set.of(names));
    }

    /** Adds what counts to a digest. */
    void add(byte[] json, MessageDigest sum) {
        if (ignored.isEmpty()) {
            sum.update(json);
        } else {
            add(RawJson.of(json), sum);
        }
    }

    private void add(RawJson json, MessageDigest sum) {
        if (json.isObject()) {
            json.members().forEach((name, value) -> addField(name, value, sum));
        } else if (json.isArray()) {
            json.elements().forEach(element -> add(element, sum));
        } else {
            sum.update(json.bytes());
        }
        sum.update((byte) '\n');
    }

    private void addField(String name, RawJson value, MessageDigest sum) {
        if (!ignored.contains(name)) {
            sum.update(name.getBytes(StandardCharsets.UTF_8));
            sum.update((byte) ':');
            add(value, sum);
        }
    }
}
