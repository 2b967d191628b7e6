package io.repobackup.core.faults;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** What was done how often, and the most that was seen of something. <i>Thread-safe.</i> */
final class Count {

    private final Map<String, AtomicLong> numbers = new ConcurrentSkipListMap<>();

    void one(String what) {
        number(what).incrementAndGet();
    }

    void most(String what, long seen) {
        number(what).accumulateAndGet(seen, Math::max);
    }

    long of(String what) {
        return number(what).get();
    }

    private AtomicLong number(String what) {
        return numbers.computeIfAbsent(what, first -> new AtomicLong());
    }

    @Override
    public String toString() {
        return numbers.toString();
    }
}
