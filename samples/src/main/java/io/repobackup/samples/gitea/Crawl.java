package io.repobackup.samples.gitea;

import io.repobackup.api.capture.PartContext;
import io.repobackup.api.capture.SegmentWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One way through the pages of a list, which people go on changing meanwhile. What changes behind its back is listed by
 * the next crawl, because the watermark becomes the time at which this one began. <i>Confined to one thread.</i>
 */
final class Crawl {

    private final GiteaApi api;
    private final String repository;
    private final ItemKind kind;
    private final PartContext context;
    private final Consumer<KindState> checkpoint;
    private final Span known;
    private long written;
    private long writtenAtCheckpoint;

    /**
     * A crawl that stores how far it has come with every page that brought something.
     *
     * @param repository where the lists of the repository are, with a slash at its end
     * @param checkpoint stores what was written so far together with a state
     */
    Crawl(GiteaApi api, String repository, ItemKind kind, PartContext context, Consumer<KindState> checkpoint) {
        this.api = api;
        this.repository = repository;
        this.kind = kind;
        this.context = context;
        this.checkpoint = checkpoint;
        this.known = new Span(context.knownIds(kind.kind()), kind.order());
    }

    /** Begins, or goes on where an earlier crawl was cut off, and ends with the last page. */
    KindState run(KindState before, Duration fullEvery) {
        KindState state = before;
        Cursor cursor = before.cursor() == null
                ? Cursor.first(before.nextScope(context.clock().instant(), fullEvery))
                : before.cursor();
        while (true) {
            context.checkCancelled();
            GiteaPage page = read(state, cursor);
            cursor = cursor.startedAt(page.hostTime());
            if (cursor.isOvertaken(page.total())) {
                long back = GiteaApi.pages(cursor.total() - page.total());
                cursor = cursor.backTo(cursor.page() - back, page.total());
                continue;
            }
            SortedSet<Long> ids = ids(page);
            state = take(page, ids, state, cursor);
            if (page.isLast()) {
                return state.finished(cursor, context.clock().instant());
            }
            cursor = cursor.next(page.total(), known.end(ids, cursor.edge()));
            state = state.at(cursor);
            save(state);
        }
    }

    /** How many items were written or removed. */
    long written() {
        return written;
    }

    private GiteaPage read(KindState state, Cursor cursor) {
        @Nullable Instant since = cursor.scope() == Cursor.Scope.ALL ? null : state.since();
        return api.page(repository + kind.list(), cursor.page(), since);
    }

    private KindState take(GiteaPage page, SortedSet<Long> ids, KindState before, Cursor cursor) {
        KindState state = before;
        try (SegmentWriter segment = context.segment(kind.kind())) {
            for (Entry entry : page.entries()) {
                state = put(segment, entry, state, cursor);
            }
            if (cursor.scope() == Cursor.Scope.ALL) {
                known.missing(page, ids, cursor.edge()).forEach(id -> removeIfGone(segment, id));
            }
            segment.commit();
        }
        context.progress(GiteaApi.PAGE * (cursor.page() - 1) + page.entries().size(), page.total(), kind.kind());
        return state;
    }

    private KindState put(SegmentWriter segment, Entry entry, KindState state, Cursor cursor) {
        long number = kind.idOf(entry);
        String id = Long.toString(number);
        Instant updated = entry.updated();
        @Nullable Instant since = state.since();
        boolean mayBeNew = since == null || !updated.isBefore(since) || !known.contains(number);
        if (mayBeNew && !state.isSame(id, entry.digest())) {
            segment.put(id, entry.json());
            entry.attachments().forEach(context::link);
            written++;
        }
        return state.seen(id, new KindState.Recent(updated.toString(), entry.digest()), cursor);
    }

    /** A list that people change while it is read may leave an item out: the host has the last word. */
    private void removeIfGone(SegmentWriter segment, long id) {
        if (api.one(repository + kind.one(id)).isEmpty()) {
            segment.remove(Long.toString(id));
            written++;
        }
    }

    private SortedSet<Long> ids(GiteaPage page) {
        SortedSet<Long> ids = new TreeSet<>(kind.order());
        page.entries().forEach(entry -> ids.add(kind.idOf(entry)));
        return ids;
    }

    /** A checkpoint costs requests to the store, so a page that brought nothing is not worth one. */
    private void save(KindState state) {
        if (written > writtenAtCheckpoint) {
            checkpoint.accept(state);
            writtenAtCheckpoint = written;
        }
    }
}
