package io.repobackup.core.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.source.Lane;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.git.StepRule;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.FaultySink;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.source.InMemorySource;
import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was begun within the budget is ended, however long it takes, and what was not is left to the next run. */
class TimeBudgetTest {

    @TempDir
    Path dir;

    private final FakeClock clock = FakeClock.create();
    private final FaultySink sink = FaultySink.over(InMemoryBlobSink.on(clock));
    private final InMemorySource source = InMemorySource.named("test");
    private Vault vault;
    private Path scratch;

    @BeforeEach
    void open() throws IOException {
        vault = Vault.openOrCreate(sink, VaultOptions.defaults().withClock(clock));
        scratch = Files.createDirectory(dir.resolve("scratch"));
    }

    @Test
    void aRepositoryInStepsIsTakenToItsEnd() {
        offer(IntStream.range(0, 3).mapToObj(this::repository).toList());
        theFirstIsStoredAndTheOthersAreLeftToTheNextRun();
    }

    @Test
    void itemsWithCheckpointsAreTakenToTheirEnd() {
        offer(IntStream.range(0, 3).mapToObj(TimeBudgetTest::issues).toList());
        theFirstIsStoredAndTheOthersAreLeftToTheNextRun();
    }

    private void theFirstIsStoredAndTheOthersAreLeftToTheNextRun() {
        BackupReport first = backUp(Duration.ofHours(2));
        assertThat(first.counts()).isEqualTo(Map.of("stored", 1L, "deferred", 2L));
        BackupReport second = backUp(Duration.ZERO);
        assertThat(second.severity()).isEqualTo(Severity.OK);
        assertThat(second.counts()).containsEntry("stored", 2L);
        assertThat(scratch).isEmptyDirectory();
        Threads.assertNoneIsLeft();
    }

    /** The part that is begun first takes so long, from when something of it is first stored. */
    private BackupReport backUp(Duration length) {
        sink.heal();
        AtomicBoolean passed = new AtomicBoolean();
        for (SinkOperation operation : List.of(SinkOperation.BEGIN, SinkOperation.PUT)) {
            sink.inject(
                    operation,
                    key -> {
                        if (key.startsWith("data/") && passed.compareAndSet(false, true)) {
                            clock.advance(length);
                        }
                        return false;
                    },
                    Fault.doneButUnknown());
        }
        return BackupEngine.builder()
                .source(source)
                .vault(vault)
                .scratch(scratch)
                .steps(StepRule.atOnce())
                .parallelism(1)
                .timeBudget(Duration.ofHours(1))
                .build()
                .run();
    }

    private void offer(List<PartOffer> parts) {
        source.offer(IntStream.range(0, parts.size())
                .mapToObj(i -> new SubjectOffer(
                        RemoteRepository.builder(new RepositoryId("host.example", "" + i))
                                .name("acme/r" + i)
                                .url(URI.create("https://host.example/acme/r" + i))
                                .build(),
                        List.of(parts.get(i))))
                .toList());
    }

    private PartOffer repository(int number) {
        GitWorld git = new GitWorld(dir.resolve("r" + number + ".git"));
        Random random = new Random(number);
        IntStream.range(0, 12).forEach(i -> git.change(random));
        assertThat(git.state().keySet()).anyMatch(ref -> ref.startsWith("refs/tags/"));
        return PartOffer.git(Part.GIT, GitEndpoint.of(git.path().toUri()));
    }

    private static PartOffer issues(int number) {
        Random random = new Random(number);
        ItemWorld items = new ItemWorld(random, new Mishaps());
        IntStream.range(0, 12).forEach(i -> items.change(random));
        return PartOffer.of(World.ISSUES, new Lane("api:host.example", 1), items::capture)
                .withContent((subject, content) -> items.open(content));
    }
}
