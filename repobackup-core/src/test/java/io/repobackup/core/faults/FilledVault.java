package io.repobackup.core.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.source.Lane;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.vault.Vault;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.FaultySink;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Stall;
import io.repobackup.testkit.sink.Trigger;
import io.repobackup.testkit.source.InMemorySource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** A vault with a repository and its issues, contents among them, in a store that can be made to hang. */
final class FilledVault {

    static final RepositoryId SUBJECT = new RepositoryId("host.example", "1");

    /** Where a call gets stuck. */
    enum Moment {
        BEFORE,
        HALF_WAY
    }

    private final InMemoryBlobSink store = InMemoryBlobSink.on(Clock.systemUTC());
    private final FaultySink sink = FaultySink.over(store);
    private final Vault vault = Vault.openOrCreate(sink);
    private final Path scratch;
    private final GitWorld repository;

    FilledVault(Path dir) throws IOException {
        scratch = Files.createDirectory(dir.resolve("scratch"));
        repository = new GitWorld(dir.resolve("host.git"));
        Random random = new Random(7);
        repository.change(random);
        ItemWorld items = new ItemWorld(random, new Mishaps());
        for (int i = 0; i < 5; i++) {
            items.change(random);
        }
        InMemorySource source = InMemorySource.named("test");
        source.offer(new SubjectOffer(
                RemoteRepository.builder(SUBJECT)
                        .name("acme/one")
                        .url(URI.create("https://host.example/acme/one"))
                        .build(),
                List.of(
                        PartOffer.git(Part.GIT, GitEndpoint.of(repository.path().toUri())),
                        PartOffer.of(World.ISSUES, new Lane("api:host.example", 1), items::capture)
                                .withContent((subject, content) -> items.open(content)))));
        BackupEngine engine = BackupEngine.builder()
                .source(source)
                .vault(vault)
                .scratch(scratch)
                .build();
        assertThat(engine.run().severity()).isEqualTo(Severity.OK);
        assertThat(items.now().contents()).isNotEmpty();
    }

    Vault vault() {
        return vault;
    }

    Path scratch() {
        return scratch;
    }

    GitWorld repository() {
        return repository;
    }

    /** A call about such a key gets stuck, counted from 1. */
    Stall stall(SinkOperation operation, Moment moment, String folder, int number) {
        Stall stall = Stall.create();
        Trigger trigger = matching(folder).from(number);
        sink.inject(operation, trigger, moment == Moment.BEFORE ? Fault.stall(stall) : Fault.stallHalfWay(stall));
        return stall;
    }

    /** The first call about such a key gets stuck, and tells of an interrupt as of a lost connection. */
    CountDownLatch stallAndFail(SinkOperation operation, String folder) {
        CountDownLatch arrived = new CountDownLatch(1);
        sink.inject(operation, matching(folder).once(), Fault.error(() -> {
            arrived.countDown();
            try {
                new CountDownLatch(1).await();
                throw new AssertionError("nobody ends this wait");
            } catch (InterruptedException e) {
                return new UnavailableException("The connection was closed", e);
            }
        }));
        return arrived;
    }

    private static Trigger matching(String folder) {
        return Trigger.matching(key -> key.equals(folder) || key.startsWith(folder + "/") || folder.isEmpty());
    }

    void heal() {
        sink.heal();
    }

    void nothingIsLeft() {
        Threads.assertNoneIsLeft();
        assertThat(store.openReads()).as("open streams").isZero();
        assertThat(store.openUploads()).as("open uploads").isZero();
        assertThat(scratch).isEmptyDirectory();
    }
}
