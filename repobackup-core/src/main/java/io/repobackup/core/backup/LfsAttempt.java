package io.repobackup.core.backup;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.source.PartWork;
import io.repobackup.core.vault.ContentEntry;
import io.repobackup.core.vault.MetadataContent;
import io.repobackup.core.vault.PackEntry;
import io.repobackup.core.vault.PartContent;
import io.repobackup.core.vault.StoredGit;
import io.repobackup.core.vault.StoredMetadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One look at the LFS objects that the commits of a git part point to. <i>Confined to one thread.</i> */
final class LfsAttempt {

    private static final String EVIDENCE = "every LFS object that a commit points to is stored";

    private final Attempt attempt;
    private final PartWork.Lfs work;
    private final SubjectRecorder recorder;

    LfsAttempt(Attempt attempt, PartWork.Lfs work) {
        this.attempt = attempt;
        this.work = work;
        this.recorder = attempt.recorder();
    }

    Outcome run() {
        List<String> unknown = unknown();
        Optional<MetadataContent> ledger = recorder.part(attempt.part())
                .flatMap(record -> record.latest(StoredMetadata.class))
                .map(recorder.contents()::metadata);
        if (ledger.isEmpty()) {
            return withoutLedger(unknown);
        }
        // The ledger was made with the packs, so that there is nothing to read but what it wants.
        PartWork.Metadata contents = new PartWork.Metadata(
                (subject, context) -> new Captured.Same(EVIDENCE),
                Optional.of(attempt.captures().lfs().reader(work.endpoint())));
        Optional<MetadataContent> previous = attempt.isAfresh() ? ledger.map(LfsAttempt::wantedAgain) : ledger;
        return new MetadataAttempt(attempt, contents, previous, unknown).run();
    }

    private Outcome withoutLedger(List<String> unknown) {
        if (isAbsent()) {
            return new Outcome.Absent("there is no " + work.git());
        }
        if (repositories().findAny().isEmpty()) {
            return new Outcome.Incomplete(
                    List.of(work.git() + " was not captured yet, so nobody knows which LFS objects there are"));
        }
        return unknown.isEmpty() ? LfsLedger.NONE : new Outcome.Incomplete(unknown);
    }

    private boolean isAbsent() {
        return recorder.outcome(work.git()).filter("absent"::equals).isPresent();
    }

    /** Packs are in the store of data, which a writer need not be able to read: what nobody noted stays unknown here. */
    private List<String> unknown() {
        long packs = repositories()
                .flatMap(repository -> repository.packs().stream())
                .map(PackEntry::lfsPointers)
                .filter(pointers -> pointers.isEmpty())
                .count();
        return packs == 0
                ? List.of()
                : List.of(packs + " packs of " + work.git() + " were stored by a program that did not note which LFS"
                        + " objects they point to; capture the repository afresh once (Scope.afresh)");
    }

    private Stream<StoredGit> repositories() {
        return recorder.part(work.git()).stream()
                .flatMap(record -> Stream.concat(record.content().stream(), record.pending().stream()))
                .map(PartContent::stored)
                .filter(StoredGit.class::isInstance)
                .map(StoredGit.class::cast);
    }

    private static MetadataContent wantedAgain(MetadataContent ledger) {
        Map<String, ContentEntry> wanted = new LinkedHashMap<>();
        ledger.contents().forEach((id, entry) -> wanted.put(id, ContentEntry.wanted(entry.ref())));
        return new MetadataContent(ledger.state(), ledger.segments(), ledger.ids(), wanted);
    }
}
