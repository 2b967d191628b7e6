package io.repobackup.github.standin.fault;

import io.repobackup.github.standin.wire.Ask;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What is to go wrong, and how often. <i>Thread-safe.</i> */
public final class Faults {

    private final CopyOnWriteArrayList<Planned> planned = new CopyOnWriteArrayList<>();

    private record Planned(Predicate<Ask> which, AtomicInteger skip, AtomicInteger times, Failure failure) {}

    /** The next request that is meant fails. */
    public void fail(Predicate<Ask> which, Failure failure) {
        fail(which, 1, 1, failure);
    }

    /** From the k-th request that is meant, so many of them fail. */
    public void fail(Predicate<Ask> which, int from, int times, Failure failure) {
        planned.add(new Planned(which, new AtomicInteger(from - 1), new AtomicInteger(times), failure));
    }

    /** Every request that is meant fails. */
    public void failAlways(Predicate<Ask> which, Failure failure) {
        fail(which, 1, Integer.MAX_VALUE, failure);
    }

    /** Nothing fails any more. */
    public void clear() {
        planned.clear();
    }

    /** What happens to this request, if anything. */
    public synchronized Optional<Failure> of(Ask ask) {
        for (Planned one : planned) {
            if (!one.which().test(ask) || one.skip().getAndDecrement() > 0) {
                continue;
            }
            if (one.times().decrementAndGet() == 0) {
                planned.remove(one);
            }
            return Optional.of(one.failure());
        }
        return Optional.empty();
    }

    /** Requests whose method, path and query match, such as {@code GET .*&#47;issues\?.*page=2.*}. */
    public static Predicate<Ask> like(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return ask -> compiled.matcher(ask.toString()).matches();
    }

    /** Queries whose text has this in it. */
    public static Predicate<Ask> query(String part) {
        return ask -> ask.path().endsWith("/graphql") && ask.text().contains(part);
    }

    /** Every request. */
    public static Predicate<Ask> any() {
        return ask -> true;
    }
}
