package io.repobackup.core.verify;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.threads.Workers;
import io.repobackup.core.vault.key.SubjectChoice;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.key.VaultKeys;
import io.repobackup.core.vault.run.DrillEntry;
import io.repobackup.core.verify.Damage.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One verification. <i>Used once</i>; its work is spread over several threads. */
final class VerifyRun {

    private final VerifySettings settings;
    private final Instant started;
    private final AtomicInteger next = new AtomicInteger();
    private List<Damage> vault = List.of();
    private Map<SubjectId, Long> heads = Map.of();
    private ExpectedHeads expected;
    private List<SubjectId> subjects = List.of();
    private AtomicReferenceArray<VerifyReport.@Nullable Entry> entries = new AtomicReferenceArray<>(0);

    VerifyRun(VerifySettings settings) {
        this.settings = settings;
        this.started = settings.clock().instant();
        this.expected = ExpectedHeads.find(settings.vault(), Set.of());
    }

    VerifyReport run() {
        Workers workers = new Workers("verify", "verification", settings.parallelism());
        try (workers) {
            boolean prepared = workers.finish(1, this::prepare);
            if (prepared) {
                workers.finish(settings.parallelism(), () -> work(workers));
            }
            return report(prepared && done() == subjects.size());
        } finally {
            workers.passOnInterrupt();
        }
    }

    private void prepare() {
        VaultAudit audit = new VaultAudit(settings);
        List<Damage> found = settings.after().isEmpty() ? audit.damages() : List.of();
        heads = audit.heads();
        expected = ExpectedHeads.find(settings.vault(), settings.roots());
        subjects = subjects();
        entries = new AtomicReferenceArray<>(subjects.size());
        vault = new ArrayList<>(found);
        if (settings.after().isEmpty()) {
            vault.addAll(expected.damages());
        }
        if (settings.lacksKey()) {
            vault.add(keyMissing());
        }
    }

    private List<SubjectId> subjects() {
        Set<SubjectId> all = new HashSet<>();
        Set<SubjectId> only = settings.subjects().only();
        if (only.isEmpty()) {
            try (Stream<SubjectId> logged = settings.vault().subjects()) {
                logged.forEach(all::add);
            }
            all.addAll(heads.keySet());
            all.addAll(expected.subjects());
        } else {
            only.forEach(this::requireKnown);
            all.addAll(only);
        }
        return settings.subjects().of(all).stream()
                .filter(subject -> settings.after()
                        .filter(done -> SubjectChoice.BY_KEY.compare(subject, done) <= 0)
                        .isEmpty())
                .toList();
    }

    private void requireKnown(SubjectId subject) {
        BlobListing log = BlobListing.under(SubjectKeys.of(subject).log());
        try (Stream<StoredBlob> records = settings.vault().sink().list(log)) {
            if (records.findFirst().isEmpty() && !heads.containsKey(subject)) {
                throw new NotFoundException("Cannot look at " + subject
                        + ": neither a log nor a catalog of this vault knows it; list the vault's subjects");
            }
        }
    }

    private void work(Workers workers) {
        for (int i = next.getAndIncrement(); i < subjects.size(); i = next.getAndIncrement()) {
            SubjectId subject = subjects.get(i);
            VerifyReport.Entry entry =
                    new SubjectAudit(settings, subject).run(heads.getOrDefault(subject, 0L), expected.of(subject));
            if (workers.isInterrupted() && entry.severity() != Severity.OK) {
                throw new CancelledException(
                        "What was found wrong with " + subject + " may come from the interrupt; look at it again");
            }
            entries.set(i, entry);
            tell(entry);
        }
    }

    private void tell(VerifyReport.Entry entry) {
        try {
            settings.listener().ended(entry);
        } catch (RuntimeException e) {
            // A listener never harms the run.
        }
    }

    private VerifyReport report(boolean complete) {
        List<VerifyReport.Entry> ended = IntStream.range(0, entries.length())
                .mapToObj(entries::get)
                .filter(Objects::nonNull)
                .toList();
        Optional<String> drill = recordDrill(ended);
        int done = done();
        Optional<SubjectId> resumeAfter = done == 0 ? settings.after() : Optional.of(subjects.get(done - 1));
        return new VerifyReport(
                settings.depth(),
                vault,
                ended,
                complete,
                complete ? Optional.empty() : resumeAfter,
                drill,
                started,
                settings.clock().instant());
    }

    /** How many subjects were looked at before the first that was not. */
    private int done() {
        int done = 0;
        while (done < entries.length() && entries.get(done) != null) {
            done++;
        }
        return done;
    }

    private Optional<String> recordDrill(List<VerifyReport.Entry> ended) {
        List<DrillEntry> drilled =
                ended.stream().flatMap(entry -> entry.drill().stream()).toList();
        if (drilled.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant now = settings.clock().instant();
            return Optional.of(
                    settings.vault().drills().put(started, now, drilled).run().text());
        } catch (RepobackupException e) {
            vault = new ArrayList<>(vault);
            vault.add(notRecorded(e));
            return Optional.empty();
        }
    }

    private Damage keyMissing() {
        return new Damage(
                Kind.UNREADABLE,
                VaultKeys.DATA,
                "a key to read data with, one of "
                        + String.join(
                                ", ",
                                new TreeSet<>(
                                        settings.vault().recipients().named().recipients())),
                "none of these, so that presence was looked at and nothing beyond it; give this process a key that reads data,"
                        + " or look at the digests, which needs none",
                List.of());
    }

    private static Damage notRecorded(RepobackupException why) {
        return new Damage(
                Kind.UNREADABLE,
                VaultKeys.RUNS,
                "the report of the drill to be put",
                String.valueOf(why.getMessage()),
                List.of());
    }
}
