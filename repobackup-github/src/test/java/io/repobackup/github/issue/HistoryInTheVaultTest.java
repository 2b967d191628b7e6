package io.repobackup.github.issue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.source.Lane;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.Part;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.github.content.GitHubContent;
import io.repobackup.github.scripted.Scene;
import io.repobackup.github.scripted.ScriptedItem;
import io.repobackup.github.scripted.ScriptedNodes;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.source.InMemorySource;
import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issues in their place: through the engine into a vault, and out again as they were at any moment. */
class HistoryInTheVaultTest {

    private static final String ISSUES = "repos/acme/tools/issues";
    private static final String COMMENTS = "repos/acme/tools/issues/comments";
    private static final String EVENTS = "repos/acme/tools/issues/events";

    @TempDir
    Path directory;

    private final FakeClock clock = FakeClock.create();
    private final Scene scene = new Scene();
    private final InMemorySource source = InMemorySource.named("127.0.0.1/acme");
    private final Vault vault = Vault.openOrCreate(
            InMemoryBlobSink.on(clock), VaultOptions.defaults().withClock(clock));

    @BeforeEach
    void begin() {
        scene.fill(ISSUES, 3);
        scene.host.list(COMMENTS);
        scene.host.list(EVENTS);
        scene.host.graphQl(new ScriptedNodes());
        PartOffer issues = PartOffer.of(
                        new Part("issues"),
                        Lane.serial("127.0.0.1", CredentialsProvider.none()),
                        new GitHubIssues(scene.api))
                .withContent(new GitHubContent(scene.api));
        source.offer(new SubjectOffer(Scene.repository(), List.of(issues)));
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void anIssueIsReadAsItWasAtEachMoment() throws IOException {
        backup();
        Instant opened = clock.instant();
        clock.advance(Duration.ofDays(1));
        change("closed", "it was the cable");
        backup();
        Instant closed = clock.instant();
        clock.advance(Duration.ofDays(22));
        scene.host.list(ISSUES).removeIf(issue -> issue.id() == 2);
        backup();

        assertThat(issue(opened)).contains("text 2").doesNotContain("closed");
        assertThat(issue(closed)).contains("\"state\":\"closed\"").contains("it was the cable");
        assertThat(issue(clock.instant())).isEmpty();
        assertThat(lines("events", closed)).singleElement().asString().contains("\"event\":\"closed\"");
    }

    @Test
    void anAttachmentComesBackAndOneThatIsGoneIsMissed() throws IOException {
        String base = scene.host.web() + "user-attachments/assets/";
        scene.item(ISSUES, 1).with("body", "\"" + base + "here " + base + "gone\"");
        scene.host.fail(
                "/user-attachments/assets/here",
                new MockResponse.Builder().body("a picture").build());
        BackupReport report = engine().run();
        assertThat(report.severity()).isEqualTo(Severity.INCOMPLETE);
        Path content = restore(clock.instant()).resolve("acme/tools/issues/content");
        try (var files = Files.list(content)) {
            assertThat(files)
                    .singleElement()
                    .satisfies(file -> assertThat(Files.readString(file)).isEqualTo("a picture"));
        }
    }

    private void change(String state, String body) {
        Instant now = clock.instant();
        scene.item(ISSUES, 2).touch(now).with("state", "\"" + state + "\"").with("body", "\"" + body + "\"");
        scene.host.list(EVENTS).add(0, new ScriptedItem(90, now).with("event", "\"" + state + "\""));
    }

    private void backup() {
        assertThat(engine().run().severity()).isEqualTo(Severity.OK);
        clock.advance(Duration.ofSeconds(1));
    }

    private BackupEngine engine() {
        return BackupEngine.builder()
                .source(source)
                .vault(vault)
                .http(scene.api.http())
                .build();
    }

    private String issue(Instant moment) throws IOException {
        return String.join(
                "",
                lines("issues", moment).stream()
                        .filter(line -> line.contains("\"number\":2,"))
                        .toList());
    }

    private List<String> lines(String kind, Instant moment) throws IOException {
        Path file = restore(moment).resolve("acme/tools/issues/" + kind + ".jsonl");
        return Files.exists(file) ? Files.readAllLines(file, UTF_8) : List.of();
    }

    private Path restore(Instant moment) throws IOException {
        Path restored = Files.createTempDirectory(directory, "restored");
        RestoreEngine.builder()
                .vault(vault)
                .target(DirectoryTarget.into(restored.resolve("all")))
                .asOf(moment)
                .build()
                .run()
                .throwIfFailed();
        return restored.resolve("all");
    }
}
