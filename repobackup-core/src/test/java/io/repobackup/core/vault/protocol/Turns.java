package io.repobackup.core.vault.protocol;

import io.repobackup.core.vault.protocol.Gate.Call;
import io.repobackup.core.vault.protocol.Gate.Fate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Several actors on one store, each on a thread of its own, of which at most one runs at a time: all wait at their gates,
 * and an order decides who goes on and whether it hears an answer. What is decided is told, so that a failure can be read.
 */
final class Turns {

    private static final long STUCK_AFTER_MILLIS = 120_000;

    private final Order order;
    private final Map<String, Consumer<Gate>> actors = new LinkedHashMap<>();
    private final List<Actor> running = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private int answersToLose;

    /**
     * Turns by this order.
     *
     * @param answersToLose how many answers to puts into a log may be lost
     */
    Turns(Order order, int answersToLose) {
        this.order = order;
        this.answersToLose = answersToLose;
    }

    /** One more actor; it uses the store through its gate. */
    Turns with(String name, Consumer<Gate> script) {
        actors.put(name, script);
        return this;
    }

    /** Lets all go to their ends, and tells who did what. */
    List<String> run() {
        actors.forEach((name, script) -> running.add(new Actor(name, script)));
        running.forEach(actor -> actor.thread.start());
        while (grantOne()) {
            // Each turn is taken to its end before the next one is given.
        }
        for (Actor actor : running) {
            if (actor.failure != null) {
                throw new AssertionError(actor.name + " failed after " + told, actor.failure);
            }
        }
        return told;
    }

    private synchronized boolean grantOne() {
        awaitAll();
        List<Runnable> options = new ArrayList<>();
        for (Actor actor : running) {
            if (actor.state == State.WAITING) {
                options.add(() -> grant(actor, Fate.ANSWERED));
                if (actor.isAppending() && answersToLose > 0) {
                    options.add(() -> grant(actor, Fate.DONE_IN_SILENCE));
                    options.add(() -> grant(actor, Fate.LOST));
                }
            }
        }
        if (options.isEmpty()) {
            return false;
        }
        options.get(order.choose(options.size())).run();
        return true;
    }

    private void awaitAll() {
        long deadline = System.nanoTime() + STUCK_AFTER_MILLIS * 1_000_000;
        while (running.stream().anyMatch(actor -> actor.state == State.RUNNING)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("nobody moves any more after " + told);
            }
            await(left);
        }
    }

    private void await(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted after " + told, e);
        }
    }

    private void grant(Actor actor, Fate fate) {
        answersToLose -= fate == Fate.ANSWERED ? 0 : 1;
        told.add(actor.name + " " + actor.call + " " + actor.key + (fate == Fate.ANSWERED ? "" : " " + fate));
        actor.fate = fate;
        actor.state = State.RUNNING;
        notifyAll();
    }

    private enum State {
        RUNNING,
        WAITING,
        ENDED
    }

    private final class Actor implements Gate {

        private final String name;
        private final Thread thread;
        private State state = State.RUNNING;
        private Fate fate = Fate.ANSWERED;
        private Call call = Call.LIST;
        private String key = "";
        private @Nullable Throwable failure;

        Actor(String name, Consumer<Gate> script) {
            this.name = name;
            this.thread = new Thread(() -> act(script), name);
            this.thread.setDaemon(true);
        }

        private void act(Consumer<Gate> script) {
            try {
                script.accept(this);
            } catch (RuntimeException | Error e) {
                failure = e;
            } finally {
                synchronized (Turns.this) {
                    state = State.ENDED;
                    Turns.this.notifyAll();
                }
            }
        }

        @Override
        public Fate pass(Call wanted, String where) {
            if (!isSeen(wanted, where)) {
                return Fate.ANSWERED;
            }
            synchronized (Turns.this) {
                call = wanted;
                key = where;
                state = State.WAITING;
                Turns.this.notifyAll();
                while (state == State.WAITING) {
                    await(STUCK_AFTER_MILLIS);
                }
                return fate;
            }
        }

        private boolean isAppending() {
            return call == Call.PUT && key.startsWith("log/");
        }

        /** Of the blobs of a pack one is enough to be waited for. */
        private static boolean isSeen(Call call, String key) {
            return switch (call) {
                case LIST, PUT -> key.startsWith("log/") || key.startsWith("data/") || key.startsWith("catalog/");
                case COMMIT -> key.endsWith(".bundle");
            };
        }
    }
}
