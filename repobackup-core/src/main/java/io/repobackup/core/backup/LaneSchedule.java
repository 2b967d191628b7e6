package io.repobackup.core.backup;

import io.repobackup.api.source.Lane;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Hands out work so that no lane is fuller than its width and no thread waits for a full lane while another one has
 * work. Lanes take turns.
 *
 * <p><i>Thread-safe.</i>
 */
final class LaneSchedule<T> {

    private final Map<String, Queue<T>> queues = new LinkedHashMap<>();
    private int waiting;
    private int running;

    /** Adds work to the end of its lane. */
    synchronized void add(Lane lane, T work) {
        queues.computeIfAbsent(lane.key(), key -> new Queue<>(lane.width())).add(lane, work);
        waiting++;
        notifyAll();
    }

    /** The next work, once a lane has room for it; empty when all work is done. The caller gives it back with done. */
    synchronized Optional<Slot<T>> take() throws InterruptedException {
        while (true) {
            Optional<Slot<T>> slot = next();
            if (slot.isPresent()) {
                waiting--;
                running++;
                return slot;
            }
            if (waiting == 0 && running == 0) {
                return Optional.empty();
            }
            wait();
        }
    }

    /** Gives back the room of work that has ended. Work that follows from it is added before. */
    synchronized void done(Slot<T> slot) {
        slot.queue().running--;
        running--;
        notifyAll();
    }

    private Optional<Slot<T>> next() {
        Iterator<Map.Entry<String, Queue<T>>> turns = queues.entrySet().iterator();
        while (turns.hasNext()) {
            Map.Entry<String, Queue<T>> turn = turns.next();
            Optional<Slot<T>> slot = turn.getValue().poll();
            if (slot.isPresent()) {
                turns.remove();
                queues.put(turn.getKey(), turn.getValue());
                return slot;
            }
        }
        return Optional.empty();
    }

    /** Work that has room in its lane. */
    record Slot<T>(T work, Queue<T> queue) {}

    /** The work of one lane. */
    static final class Queue<T> {

        private final Deque<T> work = new ArrayDeque<>();
        private int width;
        private int running;

        private Queue(int width) {
            this.width = width;
        }

        private void add(Lane lane, T next) {
            width = Math.min(width, lane.width());
            work.addLast(next);
        }

        private Optional<Slot<T>> poll() {
            if (running >= width || work.isEmpty()) {
                return Optional.empty();
            }
            running++;
            return Optional.of(new Slot<>(work.removeFirst(), this));
        }
    }
}
