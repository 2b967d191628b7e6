package io.repobackup.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

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
    void aRunAsksTwiceMoreForEachSubjectThatMovedAndNotForTheOthers() {
        Runs plain = new Runs(InMemoryBlobSink::on);
        Runs versioned = new Runs(InMemoryBlobSink::versioned);
        assertMore(plain.run(1, 0), versioned.run(1, 0), SUBJECTS, "one for each record that is put");
        assertMore(plain.run(2, 0), versioned.run(2, 0), 0, "none");
        assertMore(plain.run(3, 10), versioned.run(3, 10), 20, "one for the head that is read, one for the record");
    }

    /** Beside that, there are the signpost, and the begin, catalog and report that each run puts. */
    private static void assertMore(Cost plain, Cost versioned, int more, String why) {
        assertThat(versioned.opened()).isEqualTo(plain.opened());
        assertThat(versioned.stored()).isEqualTo(plain.stored());
        assertThat(versioned.asked() - plain.asked())
                .as("%s: %s instead of %s", why, versioned, plain)
                .isBetween((long) more, more + 7L);
    }
}
