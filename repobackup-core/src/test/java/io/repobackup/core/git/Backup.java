package io.repobackup.core.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.core.git.pack.LfsPointer;
import io.repobackup.core.git.pack.PackLimits;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.vault.GitContent;
import io.repobackup.http.HttpClient;
import io.repobackup.http.Sleeper;
import io.repobackup.http.limit.LimitRule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Captures of one repository one after the other, each from what the one before stored. */
final class Backup implements GitMonitor, AutoCloseable {

    final MemoryBlobs blobs = new MemoryBlobs();
    final List<GitContent> steps = new ArrayList<>();
    final List<Duration> waits = new ArrayList<>();
    private final HttpClient http = HttpClient.builder()
            .sleeper(duration -> {})
            .limits(LimitRule.standard().withLongestWait(Duration.ofMinutes(1)))
            .build();
    private final Path directory;
    private final GitEndpoint endpoint;
    private GitCapture capture;
    private Optional<GitContent> last = Optional.empty();
    private List<String> lacking = List.of();
    private int restores;
    private long checksLeft = Long.MAX_VALUE;

    Backup(Path directory, GitEndpoint endpoint) {
        this.directory = directory;
        this.endpoint = endpoint;
        this.capture = GitCapture.of(http, PackLimits.scratch(directory)).withSleeper(waits::add);
    }

    Backup inSteps(StepRule rule) {
        capture = capture.withSteps(rule);
        return this;
    }

    Backup withSleeper(Sleeper sleeper) {
        capture = capture.withSleeper(sleeper);
        return this;
    }

    GitCaptured run() {
        return run(endpoint);
    }

    GitCaptured run(GitEndpoint from) {
        GitCaptured captured = capture.capture(from, last, lacking, blobs, this);
        lacking = captured.missing();
        if (captured instanceof GitCaptured.Changed changed) {
            last = Optional.of(changed.content());
        }
        return captured;
    }

    /** A capture that finds something new and lacks nothing. */
    GitCaptured.Changed changed() {
        GitCaptured captured = run();
        assertThat(captured).isInstanceOf(GitCaptured.Changed.class);
        assertThat(captured.missing()).isEmpty();
        return (GitCaptured.Changed) captured;
    }

    /** A capture that lacks just these refs, named one by one. */
    GitCaptured incomplete(String... refs) {
        GitCaptured captured = run();
        assertThat(captured.missing())
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactlyInAnyOrder(refs);
        return captured;
    }

    /** How long was waited in all. */
    Duration waited() {
        return waits.stream().reduce(Duration.ZERO, Duration::plus);
    }

    void unchanged() {
        int before = blobs.committed().size();
        assertThat(run())
                .isInstanceOfSatisfying(
                        GitCaptured.Unchanged.class,
                        same -> assertThat(same.evidence())
                                .contains(content().refs().refs().size() + " refs"));
        assertThat(blobs.committed()).hasSize(before);
    }

    GitContent content() {
        return last.orElseThrow();
    }

    void from(GitContent content) {
        last = Optional.of(content);
    }

    Restored restored() throws IOException {
        return Restored.of(content(), blobs, directory.resolve("restored-" + restores++));
    }

    void assertRestores(TestRepository original) throws IOException {
        restored().assertSameAs(original);
    }

    @Override
    public void progress(long done, long total, String unit) {
        assertThat(unit).isIn("bytes", "deltas");
        if (unit.equals("bytes")) {
            assertThat(done).isPositive();
        } else {
            assertThat(done).isBetween(0L, total);
        }
    }

    /** Lets the capture ask so many times, and then stops it. */
    void cancelAfter(int checks) {
        checksLeft = checks;
    }

    @Override
    public void checkCancelled() {
        if (checksLeft-- == 0) {
            throw new CancelledException("the test wants no more of it");
        }
    }

    @Override
    public void step(GitContent soFar, List<LfsPointer> pointers) {
        steps.add(soFar);
    }

    @Override
    public void close() {
        http.close();
    }
}
