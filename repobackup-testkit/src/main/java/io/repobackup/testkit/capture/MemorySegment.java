package io.repobackup.testkit.capture;

import io.repobackup.api.capture.SegmentWriter;
import io.repobackup.api.subject.Part;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A segment in memory. <i>Confined to the thread of its context.</i> */
final class MemorySegment implements SegmentWriter {

    private static final int LONGEST_ITEM = 64 << 20;

    private final String kind;
    private final PartContents contents;
    private final CaptureGuard guard;
    private final NavigableMap<String, String> items;
    private boolean committed;
    private boolean closed;

    private MemorySegment(String kind, PartContents contents, CaptureGuard guard, NavigableMap<String, String> items) {
        guard.opened(new Part(kind).name());
        this.kind = kind;
        this.contents = contents;
        this.guard = guard;
        this.items = items;
    }

    static MemorySegment adding(String kind, PartContents contents, CaptureGuard guard) {
        return new MemorySegment(kind, contents, guard, new TreeMap<>(contents.items(kind)));
    }

    static MemorySegment replacing(String kind, PartContents contents, CaptureGuard guard) {
        return new MemorySegment(kind, contents, guard, new TreeMap<>());
    }

    @Override
    public void put(String id, byte[] json) {
        requireWritable(id);
        if (json.length > LONGEST_ITEM) {
            throw new IllegalArgumentException(named(id) + " has " + json.length + " bytes, more than " + LONGEST_ITEM);
        }
        items.put(id, JsonText.oneLine(named(id), json));
    }

    @Override
    public void remove(String id) {
        requireWritable(id);
        items.remove(id);
    }

    @Override
    public void commit() {
        requireOpen();
        contents.replace(kind, items);
        committed = true;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            guard.closed(kind);
        }
    }

    private void requireWritable(String id) {
        requireOpen();
        if (id.isBlank() || id.length() > 255) {
            throw new IllegalArgumentException("the id of an item has 1 to 255 characters, not '" + id + "'");
        }
    }

    private void requireOpen() {
        guard.requireUsable();
        if (committed || closed) {
            throw new IllegalStateException(
                    "the segment of '" + kind + "' was " + (committed ? "committed" : "closed") + "; open another one");
        }
    }

    private String named(String id) {
        return "item " + id + " of '" + kind + "'";
    }
}
