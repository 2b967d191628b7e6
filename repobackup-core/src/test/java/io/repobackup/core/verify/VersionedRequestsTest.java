package io.repobackup.core.verify;

import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.sink.CountedVersions;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.source.InMemorySource;
import io.repobackup.testkit.time.FakeClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reading the oldest versions costs a run in requests; docs/VERIFY.md and docs/FORMAT.md tell it. */
class VersionedRequestsTest {

    private static final int SUBJECTS = 60;

    @TempDir
    Path dir;

    private record Cost(long asked, long opened, long stored) {}

    private final class Runs {

        private final FakeClock clock = FakeClock.create();
        private final InMemorySource source = InMemorySource.named("host.example/orgs/acme");
        private final CountedVersions sink;

        Runs(Function<FakeClock, BlobSink> store) {
            sink = new CountedVersions(store.apply(clock));
        }

        /** A run in which so many subjects have moved. */
        Cost run(int moment, int moved) {
            clock.advance(Duration.ofHours(1));
            List<SubjectOffer> offers = new ArrayList<>();
            for (int i = 0; i < SUBJECTS; i++) {
                ChangeMark mark = new ChangeMark(i < moved ? "moment " + moment : "first");
                offers.add(VerifyBench.offer(
                        VerifyBench.id(i), VerifyBench.issues(moment, 30, 1).withMark(mark)));
            }
            source.offer(offers.toArray(SubjectOffer[]::new));
            Vault vault = Vault.openOrCreate(sink, VaultOptions.defaults().withClock(clock));
            sink.reset();
            BackupEngine.builder()
                    .source(source)
                    .vault(vault)
                    .scratch(dir)
                    .build()
                    .run()
                    .throwIfFailed();
            return new Cost(sink.asked(), sink.opened(), sink.stored());
        }
    }

    @Test
    void aRunAsksOnceMoreForEachFileThatItPutsAndNotForThoseThatItReads() {
        Runs plain = new Runs(InMemoryBlobSink::on);
        Runs versioned = new Runs(InMemoryBlobSink::versioned);
        assertMore(plain.run(1, 0), versioned.run(1, 0), SUBJECTS);
        assertMore(plain.run(2, 0), versioned.run(2, 0), 0);
        assertMore(plain.run(3, 10), versioned.run(3, 10), 10);
    }

    /** Beside its records, a run puts its begin, a catalog and its report, and reads back the begin. */
    private static void assertMore(Cost plain, Cost versioned, int records) {
        assertThat(versioned.opened()).isEqualTo(plain.opened());
        assertThat(versioned.stored()).isEqualTo(plain.stored());
        assertThat(versioned.asked() - plain.asked())
                .as("%s instead of %s", versioned, plain)
                .isBetween((long) records, records + 5L);
    }
}
