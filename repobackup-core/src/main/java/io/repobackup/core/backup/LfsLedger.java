package io.repobackup.core.backup;

import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.capture.State;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.git.LfsRules;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.subject.Part;
import io.repobackup.core.git.lfs.LfsAddress;
import io.repobackup.core.git.pack.LfsPointer;
import io.repobackup.core.vault.ContentEntry;
import io.repobackup.core.vault.GitContent;
import io.repobackup.core.vault.MetadataContent;
import io.repobackup.core.vault.PartRecord;
import io.repobackup.core.vault.StoredMetadata;
import io.repobackup.core.vault.SubjectContents;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a git capture leaves to the part of the LFS objects. The very record that has new packs has, as pending, every
 * object that they point to: so none is forgotten when the run dies before it is fetched, nor while the rule for LFS is
 * to fetch none.
 *
 * <p><i>Confined to one thread.</i>
 */
final class LfsLedger {

    /** Why a repository has no such part. */
    static final Outcome.Absent NONE = new Outcome.Absent("no commit points to an LFS object");

    private static final State STATE = new State(1, "{}");

    private final Attempt attempt;
    private final GitEndpoint endpoint;
    private final Part part;

    /** The ledger beside this attempt at a git part. */
    LfsLedger(Attempt attempt, GitEndpoint endpoint) {
        this.attempt = attempt;
        this.endpoint = endpoint;
        this.part = attempt.part().lfs();
    }

    /** What a record has to tell besides the git part when its new packs point to these. */
    Map<Part, PartRecord> owing(List<LfsPointer> pointers) {
        if (pointers.isEmpty()) {
            return Map.of();
        }
        Optional<StoredMetadata> stored =
                attempt.isAfresh() ? Optional.empty() : before().flatMap(record -> record.latest(StoredMetadata.class));
        Map<String, ContentEntry> known =
                stored.map(attempt.recorder().contents()::contents).orElse(Map.of());
        Map<String, ContentEntry> all = new LinkedHashMap<>(known);
        URI from = LfsAddress.of(endpoint.url()).server();
        // Git LFS itself keeps no objects for empty files.
        pointers.stream()
                .filter(pointer -> pointer.sizeInBytes() > 0)
                .forEach(pointer ->
                        all.computeIfAbsent(pointer.oid().hex(), oid -> ContentEntry.wanted(ref(pointer, from))));
        return all.size() == known.size()
                ? Map.of()
                : Map.of(part, owing(stored, new MetadataContent(STATE, List.of(), Map.of(), all)));
    }

    /** Where no commit points to anything, the record of the git part says so at once. */
    void settle(GitContent content, List<LfsPointer> pointers) {
        boolean nothing = pointers.isEmpty()
                && content.packs().stream().allMatch(pack -> pack.lfsPointers().isPresent());
        if (endpoint.lfs() != LfsRules.OFF && nothing && before().isEmpty()) {
            attempt.recorder().ended(part, NONE, attempt.began());
        }
    }

    private PartRecord owing(Optional<StoredMetadata> earlier, MetadataContent content) {
        SubjectContents contents = attempt.recorder().contents();
        StoredMetadata spelled =
                earlier.map(stored -> contents.store(content, stored)).orElseGet(() -> contents.store(content));
        PartRecord known = before().orElseGet(() -> PartRecord.of("pending", attempt.began()));
        return known.content().isPresent() ? known.behind(spelled) : known.withPending(spelled);
    }

    private Optional<PartRecord> before() {
        return attempt.recorder().part(part);
    }

    private static ContentRef ref(LfsPointer pointer, URI from) {
        String oid = pointer.oid().hex();
        return new ContentRef(oid, Optional.of(oid), OptionalLong.of(pointer.sizeInBytes()), from);
    }
}
