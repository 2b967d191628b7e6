package io.repobackup.testkit.sink;

import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.failure.RepobackupException;
import java.util.function.Supplier;

/**
 * What goes wrong with a call.
 *
 * <p><i>Thread-safe.</i>
 */
public final class Fault {

    private final Moment moment;
    private final Runnable effect;

    private Fault(Moment moment, Runnable effect) {
        this.moment = moment;
        this.effect = effect;
    }

    /** The call fails before it does anything. */
    public static Fault error(Supplier<? extends RepobackupException> failure) {
        return new Fault(Moment.BEFORE, thrown(failure));
    }

    /** The call does its work, and then its answer is lost. */
    public static Fault doneButUnknown() {
        return new Fault(Moment.AFTER, thrown(Fault::lost));
    }

    /** The call does its work, and then says that it failed. */
    public static Fault doneButFailed(Supplier<? extends RepobackupException> failure) {
        return new Fault(Moment.AFTER, thrown(failure));
    }

    /** The call does nothing, and nobody can tell. */
    public static Fault unknownAndNotDone() {
        return new Fault(Moment.BEFORE, thrown(Fault::lost));
    }

    /**
     * The call breaks off in the middle: a write takes half of its bytes and fails, an open gives a stream that fails
     * after half of its bytes, a listing fails after its first key. Every other call fails before it does anything.
     */
    public static Fault halfWay(Supplier<? extends RepobackupException> failure) {
        return new Fault(Moment.HALF_WAY, thrown(failure));
    }

    /** The call does not go on until it is released or its thread is interrupted. */
    public static Fault stall(Stall stall) {
        return new Fault(Moment.BEFORE, stall::pass);
    }

    /** The call gets stuck likewise in the middle, where {@link #halfWay} breaks off. */
    public static Fault stallHalfWay(Stall stall) {
        return new Fault(Moment.HALF_WAY, stall::pass);
    }

    Moment moment() {
        return moment;
    }

    void strike() {
        effect.run();
    }

    private static Runnable thrown(Supplier<? extends RepobackupException> failure) {
        return () -> {
            throw failure.get();
        };
    }

    private static OutcomeUnknownException lost() {
        return new OutcomeUnknownException("Waiting for the answer of a faulty sink: it was lost, as the test wants;"
                + " repeat the call or read back");
    }

    /** When a fault strikes. */
    enum Moment {
        BEFORE,
        HALF_WAY,
        AFTER
    }
}
