package io.repobackup.core.git.pack;

import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** One thread's part of the second pass: puts deltas together, each right after its base, and hashes the results. */
final class DeltaThread implements AutoCloseable {

    private static final int KEPT = 1 << 20;
    private static final int COUNTED = 1 << 12;
    private static final long COUNTED_BYTES = 1 << 26;

    private final Failures failures;
    private final PackContents contents;
    private final EntryTable entries;
    private final Children children;
    private final KeptDeltas kept;
    private final DeltaWork work;
    private final StoredEntries stored;
    private final Hashing hashing;
    private final Findings findings;
    private final ContentPool pool;
    private final BaseStack bases;
    private final Delta delta = new Delta();
    private final long share;
    private byte[] inflated = new byte[1 << 12];
    private ObjectKind kind = ObjectKind.BLOB;
    private int at;
    private int resolved;
    private long made;

    /** Takes its part of the work, with readers of its own, which it closes. */
    DeltaThread(Failures failures, ScannedPack pack, DeltaWork work, StoredEntries stored, Hashing hashing) {
        this.failures = failures;
        this.contents = pack.contents();
        this.entries = contents.entries();
        this.children = work.children();
        this.kept = pack.kept();
        this.work = work;
        this.stored = stored;
        this.hashing = hashing;
        this.share = failures.limits().baseCache() / work.threads();
        this.findings = new Findings(contents);
        this.pool = new ContentPool(share / 4);
        this.bases = new BaseStack(share - share / 4, pool, this::rebuild);
    }

    /** Works until nothing is left for any thread. */
    void run() {
        try {
            for (int from = work.nextRange(entries.size()); from < entries.size(); ) {
                resolveOnWholeOnes(from, Math.min(entries.size(), from + DeltaWork.RANGE));
                from = work.nextRange(entries.size());
            }
            for (DeltaWork.Share next = work.take(); next != null; next = work.take()) {
                resolveShare(next);
            }
            count();
            findings.handOver();
        } catch (DataFormatException e) {
            throw failures.damaged(entries.offset(at), e);
        } catch (TooLargeException e) {
            throw failures.tooLarge(entries.offset(at), e);
        }
    }

    @Override
    public void close() {
        stored.close();
    }

    private void resolveOnWholeOnes(int from, int to) throws DataFormatException, TooLargeException {
        count();
        work.check();
        for (int entry = from; entry < to; entry++) {
            if (entries.base(entry) == EntryTable.NONE) {
                int byId = byId(entry);
                if (children.first(entry) != EntryTable.NONE || byId != EntryTable.NONE) {
                    resolveOnWhole(entry, byId);
                }
            }
        }
    }

    private int byId(int entry) {
        return children.byId().isEmpty() ? EntryTable.NONE : children.byId().take(contents.id(entry));
    }

    private void resolveOnWhole(int entry, int byId) throws DataFormatException, TooLargeException {
        Content content = rebuild(entry, null);
        bases.begin(content).of(entry, children.first(entry), EntryTable.NONE, byId);
        resolveAll();
    }

    private void resolveShare(DeltaWork.Share part) throws DataFormatException, TooLargeException {
        kind = part.kind();
        bases.beginPinned(part.content()).of(part.base(), part.first(), part.end(), EntryTable.NONE);
        resolveAll();
    }

    private void resolveAll() throws DataFormatException, TooLargeException {
        try {
            while (!bases.isEmpty()) {
                BaseObject top = bases.top();
                if (top.hasNext()) {
                    resolve(top.next(children), top);
                    giveAway();
                } else {
                    bases.pop();
                }
            }
        } finally {
            if (work.largeContents().isHeldByCurrentThread()) {
                work.largeContents().unlock();
            }
        }
    }

    private void resolve(int entry, BaseObject base) throws DataFormatException, TooLargeException {
        Content on = bases.content();
        Content content = build(entry, on);
        byte[] id = hashing.id(kind, content.bytes(), content.length());
        findings.is(entry, kind, id);
        counted(content.length());
        int byId = children.byId().isEmpty() ? EntryTable.NONE : children.byId().take(id);
        boolean isBase = children.first(entry) != EntryTable.NONE || byId != EntryTable.NONE;
        lookInto(id, content, on, isBase);
        if (!isBase) {
            pool.give(content);
            return;
        }
        if (!base.hasNext()) {
            bases.release();
        }
        bases.push(content).of(entry, children.first(entry), EntryTable.NONE, byId);
    }

    private void counted(int bytes) {
        made += bytes;
        if (++resolved == COUNTED || made > COUNTED_BYTES) {
            count();
            work.check();
        }
    }

    private void count() {
        long all = work.count(resolved, made);
        resolved = 0;
        made = 0;
        long limit = failures.limits().largestTotal(entries.end());
        if (all > limit) {
            throw failures.tooMuch(all, limit);
        }
    }

    private void lookInto(byte[] id, Content content, Content on, boolean isBase) throws DataFormatException {
        if (kind == ObjectKind.TREE) {
            findings.trees().changed(delta, on, content, isBase);
        } else if (Findings.mustSee(kind, content.length())) {
            findings.lookInto(kind, id, content.bytes(), content.length());
        }
    }

    /** The content of an entry whose own ids are known already. */
    private Content rebuild(int entry, @Nullable Content base) throws DataFormatException, TooLargeException {
        Content content = base == null ? whole(entry) : build(entry, base);
        if (kind == ObjectKind.TREE) {
            findings.trees().note(content);
        }
        return content;
    }

    private Content whole(int entry) throws DataFormatException, TooLargeException {
        at = entry;
        EntryHeader header = stored.open(entry);
        kind = ObjectKind.ofCode(header.type());
        Content content = room(header.size());
        stored.inflate(content.bytes(), content.length());
        return content;
    }

    private Content build(int entry, Content base) throws DataFormatException, TooLargeException {
        at = entry;
        if (!kept.show(entry, delta)) {
            inflate(stored.open(entry).size());
        }
        Content content = room(delta.resultSize());
        delta.apply(base.bytes(), base.length(), content.bytes());
        return content;
    }

    private void inflate(long size) throws DataFormatException, TooLargeException {
        reserve(size);
        if (size > inflated.length) {
            inflated = new byte[(int) Math.max(size, Math.min(2L * inflated.length, KEPT))];
        }
        stored.inflate(inflated, (int) size);
        delta.of(inflated, 0, (int) size);
        if (inflated.length > KEPT) {
            inflated = new byte[1 << 12];
        }
    }

    private Content room(long size) throws TooLargeException {
        reserve(size);
        return pool.take((int) size);
    }

    /** Waits with large contents until no other thread has any. */
    private void reserve(long size) throws TooLargeException {
        if (size > failures.limits().largestInMemory()) {
            throw new TooLargeException(size);
        }
        if (size > share && !work.largeContents().isHeldByCurrentThread()) {
            lockLarge();
        }
    }

    private void lockLarge() {
        try {
            work.largeContents().lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw work.cancelled();
        }
    }

    private void giveAway() {
        if (!work.isWanted() || work.largeContents().isHeldByCurrentThread()) {
            return;
        }
        for (int i = 0; i < bases.depth(); i++) {
            BaseObject base = bases.get(i);
            Content content = base.content();
            if (content != null && content.length() <= share / 4 && give(base, content, i < bases.depth() - 1)) {
                return;
            }
        }
    }

    private boolean give(BaseObject base, Content content, boolean evenTheLast) {
        int end = base.end();
        int first = base.giveHalf(children, evenTheLast);
        if (first == EntryTable.NONE) {
            return false;
        }
        work.give(new DeltaWork.Share(base.entry(), first, end, kind, content.copy()));
        return true;
    }
}
