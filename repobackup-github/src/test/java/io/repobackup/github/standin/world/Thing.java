package io.repobackup.github.standin.world;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Something with an identity that never changes. Its facts carry the names of the fields in REST, and end up in what the
 * host answers, also those that no schema knows. <i>Thread-safe.</i>
 */
public abstract class Thing {

    private final World world;
    private final long id;
    private final String nodeId;
    private final Instant created;
    private final Map<String, Object> facts = new ConcurrentHashMap<>(4);
    private volatile Instant updated;

    Thing(World world, String kind, long id) {
        this.world = world;
        this.id = id;
        this.nodeId = kind + "_"
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(ByteBuffer.allocate(9)
                                .put((byte) 0xce)
                                .putLong(id)
                                .array());
        this.created = world.now();
        this.updated = created;
        world.know(this);
    }

    /** The number that never changes. */
    public final long id() {
        return id;
    }

    /** The same as GraphQL names it. */
    public final String nodeId() {
        return nodeId;
    }

    /** The repository that it is in; empty for what is in none. */
    public Optional<Repository> home() {
        return Optional.empty();
    }

    /** When it came to be, in whole seconds. */
    public final Instant created() {
        return created;
    }

    /** When it was last changed, in whole seconds. */
    public Instant updated() {
        return updated;
    }

    /** Changes a fact, which stamps the time. */
    public final void set(String fact, Object value) {
        facts.put(fact, value);
        touch();
    }

    /** Changes a fact without a trace, as reactions and renamed labels do. */
    public final void setUnseen(String fact, Object value) {
        facts.put(fact, value);
    }

    /** Forgets a fact. */
    public final void unset(String fact) {
        facts.remove(fact);
        touch();
    }

    /** A fact, or null when there is none. */
    public final @Nullable Object fact(String name) {
        return facts.get(name);
    }

    /** A fact that is a text, or another one. */
    public final String text(String name, String otherwise) {
        return Objects.toString(facts.get(name), otherwise);
    }

    /** Whether a fact is there and true. */
    public final boolean is(String name) {
        return Boolean.TRUE.equals(facts.get(name));
    }

    /** All facts. */
    public final Map<String, Object> facts() {
        return Collections.unmodifiableMap(facts);
    }

    /** Stamps the time. */
    public void touch() {
        updated = world.now();
    }

    final void forget() {
        world.forget(this);
    }

    final World world() {
        return world;
    }
}
