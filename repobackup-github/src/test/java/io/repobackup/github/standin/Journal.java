package io.repobackup.github.standin;

import io.repobackup.github.standin.wire.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What was asked so far, and who wants to see it. <i>Thread-safe.</i> */
final class Journal {

    private final List<RequestRecord> requests = new ArrayList<>();
    private final List<Consumer<Exchange>> watchers = new CopyOnWriteArrayList<>();

    synchronized void add(RequestRecord request) {
        requests.add(request);
    }

    synchronized List<RequestRecord> all() {
        return List.copyOf(requests);
    }

    synchronized void forget() {
        requests.clear();
    }

    void watch(Consumer<Exchange> watcher) {
        watchers.add(watcher);
    }

    void show(Exchange exchange) {
        watchers.forEach(watcher -> watcher.accept(exchange));
    }
}
