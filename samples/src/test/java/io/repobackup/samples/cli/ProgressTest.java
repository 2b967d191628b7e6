package io.repobackup.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.event.BackupEvent;
import io.repobackup.api.event.BackupListener;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.source.Lane;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.Subject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Subject TOOL = RemoteRepository.builder(new RepositoryId("git.example", "1"))
            .name("acme/tool")
            .url(URI.create("https://git.example/acme/tool"))
            .build();

    private final StringWriter shown = new StringWriter();

    @Nested
    class Bar {

        private final BackupListener bar = new ProgressBar(new PrintWriter(shown, true));

        @Test
        void showsHowManyPartsAreDoneAndWhatIsGoingOn() {
            bar.on(new BackupEvent.RunStarted(NOON, "run", 1, 2));
            bar.on(ended(after(1), new Outcome.Stored(1, 1)));
            bar.on(new BackupEvent.PartStarted(after(2), TOOL, Part.GIT));
            bar.on(new BackupEvent.Progress(after(3), TOOL, Part.GIT, 1 << 20, 2 << 20, "bytes"));
            assertThat(lastLine()).isEqualTo("[############------------] 1/2 acme/tool 1.0 MiB of 2.0 MiB");
        }

        @Test
        void isNotDrawnMoreOftenThanTenTimesASecond() {
            bar.on(new BackupEvent.RunStarted(NOON, "run", 1, 2));
            String before = shown.toString();
            bar.on(new BackupEvent.PartStarted(NOON.plusMillis(99), TOOL, Part.GIT));
            assertThat(shown.toString()).isEqualTo(before);
        }

        @Test
        void leavesALineBehindForTroubleOnly() {
            bar.on(new BackupEvent.RunStarted(NOON, "run", 1, 2));
            bar.on(ended(after(1), new Outcome.Stored(1, 1)));
            bar.on(ended(after(2), new Outcome.Forbidden("grant issues:read")));
            assertThat(lines())
                    .filteredOn(line -> line.endsWith("\n"))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("acme/tool git: forbidden, grant issues:read");
        }

        @Test
        void staysOnOneLine() {
            bar.on(new BackupEvent.RunStarted(NOON, "run", 1, 40));
            for (int i = 1; i < 40; i++) {
                bar.on(new BackupEvent.PartStarted(after(i), TOOL, new Part("part-" + i)));
            }
            assertThat(lastLine()).hasSize(79).endsWith("...");
        }

        @Test
        void isGoneAtTheEnd() {
            bar.on(new BackupEvent.RunStarted(NOON, "run", 1, 2));
            bar.on(new BackupEvent.RunEnded(after(1), "run", Severity.OK));
            assertThat(lastLine()).isEmpty();
        }

        private String lastLine() {
            return lines().get(lines().size() - 1);
        }

        private List<String> lines() {
            return List.of(shown.toString().split("\r\u001b\\[K", -1));
        }
    }

    @Nested
    class Lines {

        private final BackupListener lines = new ProgressLines(new PrintWriter(shown, true));

        @Test
        void tellWhatWasStoredAndNothingOfWhatWasNot() {
            lines.on(new BackupEvent.RunStarted(NOON, "run", 2, 3));
            lines.on(ended(after(1), new Outcome.Stored(2_048, 3)));
            lines.on(ended(after(2), new Outcome.Unchanged("the mark")));
            lines.on(ended(after(3), new Outcome.NotDue(NOON, after(9))));
            assertThat(shown.toString().lines())
                    .containsExactly(
                            "Backing up 2 subjects, 3 parts", "acme/tool git: stored, 2.0 KiB, 3 items (1.5 s)");
        }

        @Test
        void tellUntilWhenALaneWaits() {
            lines.on(new BackupEvent.Waiting(NOON, new Lane("api:git.example", 2), after(60), "quota"));
            assertThat(shown.toString()).startsWith("Waiting until 2026-01-05T12:01:00Z (api:git.example): quota");
        }
    }

    private static BackupEvent.PartEnded ended(Instant at, Outcome outcome) {
        return new BackupEvent.PartEnded(at, TOOL, Part.GIT, outcome, Duration.ofMillis(1_500));
    }

    private static Instant after(long seconds) {
        return NOON.plusSeconds(seconds);
    }
}
