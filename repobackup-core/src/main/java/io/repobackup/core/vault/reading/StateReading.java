package io.repobackup.core.vault.reading;

import io.repobackup.api.capture.State;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.ContentEntry;
import io.repobackup.core.vault.StoredGit;
import io.repobackup.core.vault.StoredLines;
import io.repobackup.core.vault.StoredMetadata;
import io.repobackup.core.vault.StoredRefs;
import io.repobackup.core.vault.StoredState;
import io.repobackup.core.vault.SubjectContents;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads what records keep in blobs of state. Records that follow each other mostly share such a blob, so the last ones stay
 * in memory. One that cannot be read counts as empty; why is kept until it is known whether any record still needs it.
 *
 * <p><i>Confined to one thread.</i>
 */
public final class StateReading {

    private static final int KEPT = 4;
    private static final State NO_STATE = new State(1, "{}");

    private final SubjectContents contents;
    private final Map<BlobRef, RepobackupException> failures = new LinkedHashMap<>();
    private final Latest<Map<String, ContentEntry>> contentsInBase = new Latest<>(Map.of());
    private final Latest<List<Ref>> refsInBase = new Latest<>(List.of());

    /** Reads the state of one subject. */
    public StateReading(SubjectContents contents) {
        this.contents = contents;
    }

    /** The contents of a part, as far as they can be told. */
    public Collection<ContentEntry> contents(StoredLines<ContentEntry> stored) {
        Map<String, ContentEntry> base = contentsInBase.of(stored.base(), blob -> contents.contents(alone(blob)));
        if (stored.put().isEmpty() && stored.removed().isEmpty()) {
            return base.values();
        }
        Map<String, ContentEntry> all = new LinkedHashMap<>(base);
        all.keySet().removeAll(stored.removed());
        stored.put().forEach(entry -> all.put(entry.ref().id(), entry));
        return all.values();
    }

    /** The objects that refs and HEAD name, those that tags stand for included, as far as they can be told. */
    public List<ObjectId> named(StoredGit git) {
        StoredRefs stored = git.refs();
        List<Ref> base = refsInBase.of(stored.base(), blob -> refs(git, blob));
        Set<RefName> replaced = new HashSet<>(stored.unset());
        stored.set().forEach(ref -> replaced.add(ref.name()));
        List<ObjectId> named = new ArrayList<>();
        git.head().oid().ifPresent(named::add);
        base.stream().filter(ref -> !replaced.contains(ref.name())).forEach(ref -> add(ref, named));
        stored.set().forEach(ref -> add(ref, named));
        return named;
    }

    /** What could not be read, and why. */
    public Map<BlobRef, RepobackupException> failures() {
        return failures;
    }

    private List<Ref> refs(StoredGit git, BlobRef base) {
        StoredRefs alone = new StoredRefs(Optional.of(base), List.of(), Set.of(), Map.of());
        StoredGit whole = new StoredGit(git.format(), Head.unknown(), Set.of(), alone, List.of());
        return contents.git(whole).refs().refs();
    }

    private static StoredMetadata alone(BlobRef base) {
        return new StoredMetadata(
                new StoredState.Inline(NO_STATE),
                List.of(),
                Map.of(),
                new StoredLines<>(Optional.of(base), List.of(), Set.of()));
    }

    private static void add(Ref ref, List<ObjectId> named) {
        named.add(ref.oid());
        ref.peeled().ifPresent(named::add);
    }

    /** What was read last, one for each of the few parts that a subject has. */
    private final class Latest<T> {

        private final T nothing;
        private final Map<BlobRef, T> values = new LinkedHashMap<>();

        Latest(T nothing) {
            this.nothing = nothing;
        }

        T of(Optional<BlobRef> wanted, Function<BlobRef, T> reading) {
            if (wanted.isEmpty()) {
                return nothing;
            }
            T value = values.remove(wanted.get());
            T current = value == null ? read(wanted.get(), reading) : value;
            values.put(wanted.get(), current);
            if (values.size() > KEPT) {
                values.remove(values.keySet().iterator().next());
            }
            return current;
        }

        private T read(BlobRef wanted, Function<BlobRef, T> reading) {
            try {
                return reading.apply(wanted);
            } catch (CorruptedException | NotFoundException | FrozenException e) {
                failures.put(wanted, e);
                return nothing;
            }
        }
    }
}
