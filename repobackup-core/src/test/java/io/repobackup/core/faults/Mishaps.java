package io.repobackup.core.faults;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What happens, by plan, in code that adapters and users bring along. <i>Thread-safe.</i> */
final class Mishaps {

    /** Done at the so many-th visit of a place, once or from then on. */
    record Mishap(String place, int at, boolean lasting, Runnable effect) {}

    private final Map<String, AtomicInteger> visits = new ConcurrentHashMap<>();
    private volatile Optional<Mishap> next = Optional.empty();
    private volatile boolean breakingStreams;

    void plan(Mishap mishap) {
        visits.clear();
        next = Optional.of(mishap);
    }

    void breakStreams() {
        breakingStreams = true;
    }

    void heal() {
        next = Optional.empty();
        breakingStreams = false;
    }

    void strike(String place) {
        int visit = visits.computeIfAbsent(place, first -> new AtomicInteger()).incrementAndGet();
        next.filter(mishap -> mishap.place().equals(place))
                .filter(mishap -> visit == mishap.at() || mishap.lasting() && visit > mishap.at())
                .map(Mishap::effect)
                .ifPresent(Runnable::run);
    }

    /** The stream, which breaks off after some bytes when that is planned. */
    InputStream breaking(InputStream whole) {
        return !breakingStreams
                ? whole
                : new FilterInputStream(whole) {
                    private int left = 3;

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        if (left == 0) {
                            throw new IOException("cable cut");
                        }
                        int read = super.read(bytes, offset, Math.min(left, length));
                        left -= Math.max(0, read);
                        return read;
                    }
                };
    }

    /** For places that a listener hears of. */
    <T> Consumer<T> at(String place) {
        return event -> strike(place);
    }
}
