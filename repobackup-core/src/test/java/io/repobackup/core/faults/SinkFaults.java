package io.repobackup.core.faults;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.BlockedException;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NoSpaceException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.failure.RateLimitedException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.FaultySink;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Stall;
import io.repobackup.testkit.sink.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Draws what goes wrong with a store. */
final class SinkFaults {

    private static final List<Supplier<RepobackupException>> FAILURES = List.of(
            () -> new UnavailableException("cable cut"),
            () -> new UnavailableException("503"),
            () -> new OutcomeUnknownException("no answer"),
            () -> new RateLimitedException("slow down", Instant.EPOCH),
            () -> new AccessDeniedException("403"),
            () -> new BlockedException("451", "https://store.example/notice"),
            () -> new CancelledException("the store was closed"),
            () -> new ConflictException("taken, or so it says"),
            () -> new CorruptedException("a blob", "this", "that"),
            () -> new FrozenException("in a cold tier", "a/key"),
            () -> new MisconfiguredException("no such bucket"),
            () -> new NoSpaceException("507"),
            () -> {
                throw new IllegalStateException("a bug in the store's adapter");
            });

    private final Random random;
    private final Count count;

    SinkFaults(Random random, Count count) {
        this.random = random;
        this.count = count;
    }

    /** Spoils some calls; returns what was drawn, for people. */
    String inject(FaultySink sink) {
        SinkOperation operation = SinkOperation.values()[random.nextInt(SinkOperation.values().length)];
        boolean once = random.nextInt(3) > 0;
        int nth = 1 + random.nextInt(once ? 24 : 12);
        long seed = random.nextLong();
        double share = random.nextDouble() * 0.4;
        Trigger trigger = switch (random.nextInt(3)) {
            case 0 -> Trigger.always().from(nth);
            case 1 -> Trigger.seeded(seed, share);
            default -> Trigger.always().nth(nth);
        };
        String kind = kind(operation);
        int failure = random.nextInt(FAILURES.size() + 1);
        sink.inject(operation, counting(trigger, kind + " of " + operation), fault(kind, operation, failure));
        return kind + " of " + operation + " (" + failure + ", " + nth + ", " + share + ")";
    }

    private String kind(SinkOperation operation) {
        List<String> kinds = operation == SinkOperation.WRITE
                        || operation == SinkOperation.LIST
                        || operation == SinkOperation.OPEN
                ? List.of("error", "half", "half", "stall")
                : List.of("error", "error", "done but unknown", "done but failed", "unknown and not done", "stall");
        return kinds.get(random.nextInt(kinds.size()));
    }

    /** What is there is never called absent: no store that can be used at all does so. */
    private static Fault fault(String kind, SinkOperation operation, int number) {
        boolean reads = operation == SinkOperation.OPEN || operation == SinkOperation.STAT;
        Supplier<RepobackupException> failure = number < FAILURES.size()
                ? FAILURES.get(number)
                : reads ? FAILURES.get(0) : () -> new NotFoundException("404");
        return switch (kind) {
            case "half" -> Fault.halfWay(failure);
            case "done but unknown" -> Fault.doneButUnknown();
            case "done but failed" -> Fault.doneButFailed(failure);
            case "unknown and not done" -> Fault.unknownAndNotDone();
            case "stall" -> Fault.stall(Stall.create());
            default -> Fault.error(failure);
        };
    }

    private Trigger counting(Trigger trigger, String what) {
        return key -> {
            boolean fires = trigger.fires(key);
            if (fires) {
                count.one(what);
            }
            return fires;
        };
    }
}
