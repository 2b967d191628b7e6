package io.repobackup.core.faults;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.capture.PartContext;
import io.repobackup.api.capture.SegmentWriter;
import io.repobackup.api.capture.State;
import io.repobackup.api.subject.Subject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** Items at their host, some with content, and the snapshotter that reads what changed since it last looked. */
final class ItemWorld {

    /** What an item became; no JSON when it went. */
    private record Change(String id, Optional<String> json, boolean withContent) {}

    /** What is there: items by id, and the ids of all contents that were ever linked. */
    record Items(Map<String, String> items, TreeSet<String> contents) {}

    private final List<Change> changes = new ArrayList<>();
    private final Mishaps mishaps;
    private final int chunk;

    ItemWorld(Random random, Mishaps mishaps) {
        this.mishaps = mishaps;
        this.chunk = 1 + random.nextInt(6);
        change(random);
    }

    int version() {
        return changes.size();
    }

    void change(Random random) {
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            String id = "i" + random.nextInt(8);
            boolean gone = now().items().containsKey(id) && random.nextInt(4) == 0;
            String json = "{\"id\":\"" + id + "\",\"v\":" + changes.size() + "}";
            changes.add(new Change(id, gone ? Optional.empty() : Optional.of(json), random.nextInt(3) == 0));
        }
    }

    Items now() {
        Items now = new Items(new TreeMap<>(), new TreeSet<>());
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            change.json()
                    .ifPresentOrElse(
                            json -> now.items().put(change.id(), json),
                            () -> now.items().remove(change.id()));
            if (change.withContent()) {
                now.contents().add("c" + i);
            }
        }
        return now;
    }

    /** Reads the changes in chunks, with a checkpoint after each. */
    Captured capture(Subject subject, PartContext context) {
        int at = context.previous().map(ItemWorld::number).orElse(0);
        if (at == changes.size() && context.previous().isPresent()) {
            return new Captured.Same("no change since " + at);
        }
        while (at < changes.size()) {
            mishaps.strike("snapshotter");
            context.checkCancelled();
            int end = Math.min(at + chunk, changes.size());
            put(context, at, end);
            at = end;
            if (at < changes.size()) {
                context.checkpoint(state(at));
            }
        }
        mishaps.strike("snapshotter");
        return new Captured.Changed(state(at));
    }

    private void put(PartContext context, int from, int to) {
        try (SegmentWriter segment = context.segment("issues")) {
            for (int i = from; i < to; i++) {
                Change change = changes.get(i);
                change.json()
                        .ifPresentOrElse(
                                json -> segment.put(change.id(), json.getBytes(StandardCharsets.UTF_8)),
                                () -> segment.remove(change.id()));
                if (change.withContent()) {
                    context.link(new ContentRef(
                            "c" + i, Optional.empty(), OptionalLong.empty(), URI.create("https://host.example/c" + i)));
                }
            }
            segment.commit();
        }
    }

    /** Every third content has the same bytes. */
    InputStream open(ContentRef content) {
        mishaps.strike("content");
        int number = Integer.parseInt(content.id().substring(1));
        return mishaps.breaking(new ByteArrayInputStream(bytes(number)));
    }

    static byte[] bytes(int number) {
        return (number % 3 == 0 ? "the same" : "content " + number).getBytes(StandardCharsets.UTF_8);
    }

    private static State state(int at) {
        return new State(1, "{\"at\":" + at + "}");
    }

    private static int number(State state) {
        return Integer.parseInt(state.json().replaceAll("\\D", ""));
    }
}
