package io.repobackup.core.git.pack;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.core.refs.ObjectId;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** The second pass: puts deltas together, each right after its base, and hashes the results. */
final class DeltaResolver {

    private final Failures failures;
    private final ScannedPack pack;
    private final EntryTable entries;
    private final PackContents contents;
    private final StoredEntries stored;
    private final Hashing hashing;
    private final BaseStack bases;

    DeltaResolver(Failures failures, ScannedPack pack, PackContents contents, StoredEntries stored) {
        this.failures = failures;
        this.pack = pack;
        this.entries = pack.entries();
        this.contents = contents;
        this.stored = stored;
        this.hashing = new Hashing(contents.format());
        this.bases = new BaseStack(failures.limits().baseCache(), this::build);
    }

    void run() {
        for (int entry = 0; entry < entries.size(); entry++) {
            if (!entries.isDelta(entry)) {
                resolveAllOn(new BaseObject(pack, entry));
            }
        }
        for (int entry = 0; entry < entries.size(); entry++) {
            if (!entries.isResolved(entry)) {
                throw unresolved(entry);
            }
        }
    }

    private void resolveAllOn(BaseObject root) {
        if (!root.hasNext()) {
            return;
        }
        checkCancelled();
        bases.push(root, build(root.entry(), null));
        while (!bases.isEmpty()) {
            BaseObject top = bases.top();
            if (top.hasNext()) {
                resolve(top.next(), top);
            } else {
                bases.pop();
            }
        }
    }

    private void resolve(int delta, BaseObject base) {
        if (entries.isResolved(delta)) {
            return;
        }
        byte[] content = build(delta, bases.content());
        if (!base.hasNext()) {
            bases.release();
        }
        ObjectKind kind = contents.kind(entries.slot(base.entry()));
        entries.base(delta, base.entry());
        entries.resolve(delta, contents.add(kind, hashing.id(kind, content), content, content.length));
        BaseObject next = new BaseObject(pack, delta);
        if (next.hasNext()) {
            bases.push(next, content);
        }
    }

    private byte[] build(int entry, byte @Nullable [] base) {
        try {
            byte[] content = stored.content(entry);
            return base == null
                    ? content
                    : Delta.apply(content, base, failures.limits().largestInMemory());
        } catch (DataFormatException e) {
            throw failures.damaged(entries.offset(entry), e);
        } catch (TooLargeException e) {
            throw failures.tooLarge(entries.offset(entry), e);
        }
    }

    private CorruptedException unresolved(int entry) {
        int slot = pack.onIds().baseOf(entry);
        if (slot >= 0 && !contents.holds(slot)) {
            return failures.damaged(
                    "the base of every delta in the pack",
                    "a delta at byte " + entries.offset(entry) + " on "
                            + ObjectId.of(contents.ids().id(slot))
                            + ", which is not in it or depends on the delta itself");
        }
        return failures.damaged(
                "deltas that end in an object", "a delta at byte " + entries.offset(entry) + " that does not");
    }

    private void checkCancelled() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException(
                    "Indexing " + failures.name() + " was interrupted; run it again when it suits");
        }
    }
}
