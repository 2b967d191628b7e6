package io.repobackup.github.standin.graphql;

import io.repobackup.github.standin.world.Thing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;

/**
 * Where something stands in a list: by a time or a name, and by its id where those are the same.
 *
 * @param second of the time; 0 where names count
 * @param name empty where times count
 */
record Place(long second, String name, long id) implements Comparable<Place> {

    private static final String VERSION = "cursor:v2:";
    private static final Comparator<Place> ORDER =
            Comparator.comparingLong(Place::second).thenComparing(Place::name).thenComparingLong(Place::id);

    static Place of(Thing thing) {
        return new Place(0, "", thing.id());
    }

    static Place byName(Thing thing, String name) {
        return new Place(0, name, thing.id());
    }

    static Place byTime(Thing thing, Instant time) {
        return new Place(time.getEpochSecond(), "", thing.id());
    }

    String cursor() {
        String text = VERSION + second + ":" + id + ":" + name;
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Place parse(String cursor) {
        String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
        String[] parts = text.substring(VERSION.length()).split(":", 3);
        return new Place(Long.parseLong(parts[0]), parts[2], Long.parseLong(parts[1]));
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
