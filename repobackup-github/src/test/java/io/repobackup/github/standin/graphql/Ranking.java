package io.repobackup.github.standin.graphql;

import io.repobackup.github.standin.world.Thing;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The order of a connection. Its cursors hold the place and not the number, so that what moves meanwhile moves no others.
 *
 * @param place where a thing stands
 * @param isDown whether the greatest comes first
 */
record Ranking<T extends Thing>(Function<T, Place> place, boolean isDown) {

    /** The oldest first. */
    static <T extends Thing> Ranking<T> byId() {
        return new Ranking<>(Place::of, false);
    }

    String cursor(T thing) {
        return place.apply(thing).cursor();
    }

    /** Those in order that come after one cursor, and before another. */
    List<T> between(List<T> all, Optional<String> after, Optional<String> before) {
        Comparator<Place> order = isDown ? Comparator.reverseOrder() : Comparator.naturalOrder();
        Optional<Place> from = after.map(Place::parse);
        Optional<Place> to = before.map(Place::parse);
        return all.stream()
                .map(one -> new Placed<>(one, place.apply(one)))
                .filter(one -> from.isEmpty() || order.compare(one.place(), from.get()) > 0)
                .filter(one -> to.isEmpty() || order.compare(one.place(), to.get()) < 0)
                .sorted(Comparator.comparing(Placed::place, order))
                .map(Placed::thing)
                .toList();
    }

    private record Placed<T>(T thing, Place place) {}
}
