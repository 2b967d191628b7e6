package io.repobackup.github.standin.graphql;

import io.repobackup.github.standin.world.Thing;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The order of a connection. Its cursors hold the place and not the number, so that what moves meanwhile moves no others.
 *
 * @param key by which things are ordered; their ids settle the rest
 * @param isDown whether the greatest comes first
 */
record Ranking<T extends Thing>(Function<T, String> key, boolean isDown) {

    /** The oldest first. */
    static <T extends Thing> Ranking<T> byId() {
        return new Ranking<>(any -> "", false);
    }

    private String rank(T thing) {
        return key.apply(thing) + "\0" + String.format("%020d", thing.id());
    }

    private Comparator<String> order() {
        return isDown ? Comparator.reverseOrder() : Comparator.naturalOrder();
    }

    String cursor(T thing) {
        return Base64.getEncoder().encodeToString(("cursor:v2:" + rank(thing)).getBytes(StandardCharsets.UTF_8));
    }

    /** Those in order that come after one cursor, and before another. */
    List<T> between(List<T> all, Optional<String> after, Optional<String> before) {
        Optional<String> from = after.map(Ranking::place);
        Optional<String> to = before.map(Ranking::place);
        return all.stream()
                .filter(one -> from.isEmpty() || order().compare(rank(one), from.get()) > 0)
                .filter(one -> to.isEmpty() || order().compare(rank(one), to.get()) < 0)
                .sorted(Comparator.comparing(this::rank, order()))
                .toList();
    }

    private static String place(String cursor) {
        String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
        return text.substring("cursor:v2:".length());
    }
}
