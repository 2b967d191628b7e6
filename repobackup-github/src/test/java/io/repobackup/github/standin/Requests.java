package io.repobackup.github.standin;

import io.repobackup.github.standin.access.Admission;
import io.repobackup.github.standin.access.Gate;
import io.repobackup.github.standin.access.Identity;
import io.repobackup.github.standin.fault.Failure;
import io.repobackup.github.standin.fault.Faults;
import io.repobackup.github.standin.limit.Meter;
import io.repobackup.github.standin.limit.Toll;
import io.repobackup.github.standin.wire.Answer;
import io.repobackup.github.standin.wire.Ask;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request from its arrival to its answer: who asks, what it takes, what goes wrong. <i>Thread-safe.</i> */
final class Requests {

    private final Gate gate;
    private final Meter meter;
    private final Faults faults;
    private final Desk desk;
    private final Journal journal;

    Requests(Gate gate, Meter meter, Faults faults, Desk desk, Journal journal) {
        this.gate = gate;
        this.meter = meter;
        this.faults = faults;
        this.desk = desk;
        this.journal = journal;
    }

    /**
     * What goes over the connection.
     *
     * @param failure how it is broken
     */
    record Reply(Answer answer, @Nullable Failure failure) {}

    Reply answer(Ask ask) {
        Failure failure = faults.of(ask).orElse(null);
        Admission admission = gate.admit(ask.header("Authorization"));
        Optional<Toll> toll = desk.toll(ask, admission);
        if (admission.identity().isEmpty()) {
            Answer refusal = desk.refusal(ask, admission);
            return finish(ask, "", new Desk.Served(refusal, 0), "nobody", failure);
        }
        Identity identity = admission.identity().get();
        return toll.map(due -> metered(ask, identity, due, failure))
                .orElseGet(() -> finish(ask, "", serve(ask, identity, failure), identity.budget(), failure));
    }

    private Reply metered(Ask ask, Identity identity, Toll toll, @Nullable Failure failure) {
        String caller = identity.budget();
        Optional<Answer> refusal = meter.enter(caller, toll, ask.toString());
        try {
            Desk.Served served = refusal.map(answer -> new Desk.Served(answer, 0))
                    .orElseGet(() -> charged(identity, toll, serve(ask, identity, failure)));
            Answer stamped = meter.stamp(served.answer(), caller, toll.resource());
            return finish(ask, toll.resource(), new Desk.Served(stamped, served.points()), caller, failure);
        } finally {
            meter.leave(caller);
        }
    }

    /** What is not changed is free. */
    private Desk.Served charged(Identity identity, Toll toll, Desk.Served served) {
        if (served.answer().status() == 304) {
            meter.use(identity.budget(), toll.resource(), -toll.units());
            return served;
        }
        return new Desk.Served(served.answer(), served.points() + toll.units());
    }

    private Desk.Served serve(Ask ask, Identity identity, @Nullable Failure failure) {
        if (failure instanceof Failure.Meanwhile meanwhile) {
            meanwhile.action().run();
        }
        return failure instanceof Failure.Instead
                ? new Desk.Served(Answer.of(500), 0)
                : desk.serve(ask, identity, journal);
    }

    private Reply finish(Ask ask, String resource, Desk.Served served, String caller, @Nullable Failure failure) {
        Answer answer = desk.dated(served.answer());
        if (failure instanceof Failure.Instead instead) {
            answer = over(answer, instead.answer());
        } else if (failure instanceof Failure.Altered altered) {
            answer = altered.change().apply(answer);
        }
        if (failure != null && !resource.isEmpty()) {
            meter.heed(caller, resource, answer);
        }
        boolean isCut = failure instanceof Failure.Cut || failure instanceof Failure.Silent;
        journal.add(new RequestRecord(
                ask.method(), ask.target(), resource, isCut ? 0 : answer.status(), served.points(), caller));
        return new Reply(answer, failure);
    }

    /** The failure with the headers that every answer has, where it does not have its own. */
    private static Answer over(Answer usual, Answer failure) {
        Answer all = failure;
        for (var header : usual.headers().entrySet()) {
            boolean isCommon =
                    header.getKey().startsWith("X-RateLimit") || header.getKey().equals("Date");
            if (isCommon && failure.header(header.getKey()).isEmpty()) {
                all = all.with(header.getKey(), header.getValue());
            }
        }
        return all;
    }
}
