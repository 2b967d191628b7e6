package io.repobackup.http.limit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a request takes of what its host allows: units of the budget of one of the host's resources, as headers count
 * them, and points of published {@linkplain Pace rates}. An adapter states it once for each kind of request:
 *
 * <pre>{@code
 * Cost READ = Cost.of("core").withPace(REST, 1);
 * Cost WRITE = Cost.of("core").withPace(REST, 5).withPace(CREATED_AN_HOUR, 1);
 * Cost SEARCH = Cost.of("search").withPace(REST, 1);
 * Cost SWEEP = Cost.of("graphql").withUnits(5).withPace(GRAPHQL, 1);
 *
 * http.send(HttpRequest.get(url).withCredentials(credentials).withCost(SEARCH));
 * }</pre>
 *
 * <p>The name of the resource need not be the host's: where headers name another one, that one's budget is looked at
 * from then on. Nothing is known of a budget before its first answer, so the first request to a named resource goes
 * alone.
 *
 * <p><i>Immutable</i>; the {@code with} methods return copies.
 */
public final class Cost {

    private static final Cost STANDARD = new Cost("", 1, Map.of());
    private static final Cost NOTHING = new Cost("", 0, Map.of());

    private final String resource;
    private final int units;
    private final Map<Pace, Integer> paces;

    private Cost(String resource, int units, Map<Pace, Integer> paces) {
        this.resource = resource;
        this.units = units;
        this.paces = paces;
    }

    /** What a request costs that states nothing: one unit of whichever budget the headers of its host name. */
    public static Cost standard() {
        return STANDARD;
    }

    /** What costs nothing of any budget, such as git and downloads. It is paused with its credential all the same. */
    public static Cost nothing() {
        return NOTHING;
    }

    /** One unit of the budget of this resource. */
    public static Cost of(String resource) {
        return new Cost(resource, 1, Map.of());
    }

    /** The same with so many units of the budget, 0 or more: the cost of a query, where a host counts so. */
    public Cost withUnits(int units) {
        if (units < 0) {
            throw new IllegalArgumentException("a request costs 0 units or more, not " + units);
        }
        return new Cost(resource, units, paces);
    }

    /** The same, with so many points of a rate, 1 or more. */
    public Cost withPace(Pace pace, int points) {
        if (points < 1 || points > pace.points()) {
            throw new IllegalArgumentException("a request takes 1 to " + pace.points() + " points of the rate '"
                    + pace.name() + "', not " + points);
        }
        Map<Pace, Integer> more = new LinkedHashMap<>(paces);
        more.put(pace, points);
        return new Cost(resource, units, Map.copyOf(more));
    }

    /** The name of the resource; empty for whichever the host names. */
    public String resource() {
        return resource;
    }

    /** How many units of its budget. */
    public int units() {
        return units;
    }

    /** How many points of which rates. */
    public Map<Pace, Integer> paces() {
        return paces;
    }

    @Override
    public String toString() {
        return units + " of '" + resource + "' and " + paces;
    }
}
