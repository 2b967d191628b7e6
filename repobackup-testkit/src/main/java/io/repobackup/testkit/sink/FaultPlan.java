package io.repobackup.testkit.sink;

import io.repobackup.testkit.sink.Fault.Moment;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The faults that are to strike, and the count of all calls. <i>Thread-safe.</i> */
final class FaultPlan {

    private final List<Injection> injections = new CopyOnWriteArrayList<>();
    private final Map<SinkOperation, AtomicLong> calls = new EnumMap<>(SinkOperation.class);

    FaultPlan() {
        for (SinkOperation operation : SinkOperation.values()) {
            calls.put(operation, new AtomicLong());
        }
    }

    void add(SinkOperation operation, Trigger trigger, Fault fault) {
        injections.add(new Injection(operation, trigger, fault));
    }

    void clear() {
        injections.clear();
    }

    long calls(SinkOperation operation) {
        return counter(operation).get();
    }

    /** Counts a call, and gives the first fault that strikes it, asking every trigger so that all of them count. */
    Optional<Fault> next(SinkOperation operation, String key) {
        counter(operation).incrementAndGet();
        return injections.stream()
                .filter(injection -> injection.operation() == operation)
                .filter(injection -> injection.trigger().fires(key))
                .map(Injection::fault)
                .toList()
                .stream()
                .findFirst();
    }

    /** Runs a call that cannot break off in the middle. */
    <T> T call(SinkOperation operation, String key, Supplier<T> work) {
        Optional<Fault> fault = next(operation, key);
        fault.filter(f -> f.moment() != Moment.AFTER).ifPresent(Fault::strike);
        T answer = work.get();
        fault.filter(f -> f.moment() == Moment.AFTER).ifPresent(Fault::strike);
        return answer;
    }

    private AtomicLong counter(SinkOperation operation) {
        return calls.computeIfAbsent(operation, missing -> new AtomicLong());
    }

    private record Injection(SinkOperation operation, Trigger trigger, Fault fault) {}
}
