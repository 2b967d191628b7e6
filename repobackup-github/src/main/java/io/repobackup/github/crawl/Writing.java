package io.repobackup.github.crawl;

import io.repobackup.api.capture.SegmentWriter;
import java.util.List;

/** Writes and removes the items of a list, and counts them. <i>Confined to one thread.</i> */
final class Writing {

    private final Visit visit;
    private final ListedKind list;
    private long written;

    Writing(Visit visit, ListedKind list) {
        this.visit = visit;
        this.list = list;
    }

    long written() {
        return written;
    }

    void put(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        try (SegmentWriter segment = visit.context().segment(list.kind())) {
            entries.forEach(entry -> segment.put(list.idOf(entry), entry.json()));
            segment.commit();
        }
        written += entries.size();
        visit.context().progress(written, -1, list.kind());
    }

    void remove(List<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        try (SegmentWriter segment = visit.context().segment(list.kind())) {
            ids.forEach(segment::remove);
            segment.commit();
        }
        written += ids.size();
    }
}
