package io.repobackup.github.standin.rest;

import io.repobackup.github.standin.wire.Ask;
import io.repobackup.github.standin.world.Issue;
import io.repobackup.github.standin.world.Thing;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** In which order lists come, and from which time on. Ids settle what the whole seconds leave open. */
final class Order {

    private static final Comparator<Thing> ID = Comparator.comparing(Thing::id);

    private Order() {}

    /** As the query wants it, by {@code created}, {@code updated} or the number of comments. */
    static <T extends Thing> List<T> of(Ask ask, Collection<T> all, String usualDirection) {
        Comparator<Thing> order = switch (ask.query("sort", "created")) {
            case "updated" -> Comparator.comparing(Thing::updated).thenComparing(ID);
            case "comments", "popularity" ->
                Comparator.comparingInt(Order::comments).thenComparing(ID);
            default -> ID;
        };
        boolean isDown = ask.query("direction", usualDirection).equals("desc");
        return all.stream().sorted(isDown ? order.reversed() : order).toList();
    }

    /** The oldest first. */
    static <T extends Thing> List<T> up(Collection<T> all) {
        return all.stream().sorted(ID).toList();
    }

    /** The newest first. */
    static <T extends Thing> List<T> down(Collection<T> all) {
        return all.stream().sorted(ID.reversed()).toList();
    }

    /** What was changed at the moment the query names, or after it. */
    static <T extends Thing> List<T> since(Ask ask, Collection<T> all) {
        Instant since = ask.query("since").map(Instant::parse).orElse(Instant.MIN);
        return all.stream().filter(one -> !one.updated().isBefore(since)).toList();
    }

    private static int comments(Thing thing) {
        return thing instanceof Issue issue ? issue.comments().size() : 0;
    }
}
