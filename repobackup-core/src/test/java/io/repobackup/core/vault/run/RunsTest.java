package io.repobackup.core.vault.run;

import static io.repobackup.core.vault.VaultFixture.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.subject.Part;
import io.repobackup.core.vault.VaultFixture;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RunsTest {

    private static final BlobKey RUNS = BlobKey.of("runs");

    private final VaultFixture fixture = new VaultFixture();
    private final Runs runs = fixture.vault.runs();

    @Test
    void aRunThatBeganIsKnownAndHasNoReport() {
        RunStart start = runs.begin("git.example/orgs/acme", "0.1.0");

        assertThat(runs.start(start.run())).contains(start);
        assertThat(runs.report(start.run())).isEmpty();
        assertThat(runs.all()).containsExactly(start.run());
    }

    @Test
    void aReportComesBack() {
        RunStart start = runs.begin("git.example/orgs/acme", "0.1.0");
        fixture.clock.advance(Duration.ofMinutes(5));
        RunReport report = new RunReport(
                start,
                fixture.clock.instant(),
                Severity.INCOMPLETE,
                Map.of("stored", 3L, "unchanged", 12_997L),
                Optional.of(Sha256.of(new byte[0])),
                OptionalLong.of(7),
                List.of(new RunEntry(ID, "acme/tool", Part.WIKI, "failed", List.of("timeout"), 7)));

        runs.end(report);

        assertThat(runs.report(start.run())).contains(report);
        assertThat(runs.all()).containsExactly(start.run());
    }

    @Test
    void aVaultThatCannotBeWrittenFailsAtOnce() {
        fixture.sink.inject(
                SinkOperation.PUT, Trigger.under(RUNS), Fault.error(() -> new AccessDeniedException("read-only")));

        assertThatThrownBy(() -> runs.begin("s", "0.1.0")).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void aVaultThatCannotBeReadFailsAtOnce() {
        fixture.sink.inject(
                SinkOperation.OPEN, Trigger.under(RUNS), Fault.error(() -> new NotFoundException("hidden")));

        assertThatThrownBy(() -> runs.begin("s", "0.1.0"))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("read nothing back");
    }
}
