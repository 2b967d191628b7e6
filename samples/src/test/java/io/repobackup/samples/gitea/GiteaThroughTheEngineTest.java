package io.repobackup.samples.gitea;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.git.LfsRules;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.backup.Run;
import io.repobackup.core.backup.Scope;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.http.HttpClient;
import io.repobackup.samples.GitProgram;
import io.repobackup.samples.gitea.standin.GiteaStandIn;
import io.repobackup.samples.gitea.standin.StandInRepository;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapter in its place: through the engine into a vault and out again, with real git on the host's side. */
class GiteaThroughTheEngineTest {

    @TempDir
    Path directory;

    private final AtomicInteger issuedTokens = new AtomicInteger();
    private final HttpClient http = HttpClient.create();
    private GiteaStandIn host;
    private StandInRepository tools;
    private GitProgram work;
    private Vault vault;

    @BeforeEach
    void populate() throws IOException {
        host = GiteaStandIn.start(directory.resolve("host"));
        host.acceptOnly("1");
        host.join("ada");
        tools = host.create("tools");
        work = serve("tools");
        vault = Vault.openOrCreate(
                InMemoryBlobSink.on(host.clock()), VaultOptions.defaults().withClock(host.clock()));
    }

    @AfterEach
    void stopTheHost() {
        http.close();
        host.close();
    }

    @Test
    void everythingOfAnOrganisationComesBack() throws IOException {
        serve("tools.wiki");
        long number = tools.openIssue("it is broken");
        tools.attach(number, "the log");
        tools.comment("since Tuesday");
        tools.label("bug");
        assertThat(outcomes(backup()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "acme members", "stored",
                        "acme/tools git", "stored",
                        "acme/tools wiki", "stored",
                        "acme/tools issues", "stored"));
        Path restored = restore("all", host.clock().instant());
        assertThat(refs(restored.resolve("acme/tools.git"))).isEqualTo(refs(served("tools")));
        assertThat(refs(restored.resolve("acme/tools.wiki.git"))).isEqualTo(refs(served("tools.wiki")));
        assertThat(restored.resolve("acme/tools/issues/issues.jsonl"))
                .content()
                .contains("it is broken", "a_field_of_tomorrow");
        assertThat(restored.resolve("acme/tools/issues/comments.jsonl"))
                .content()
                .contains("since Tuesday");
        assertThat(restored.resolve("acme/tools/issues/labels.jsonl")).content().contains("bug");
        assertThat(restored.resolve("acme/members/members.jsonl")).content().contains("ada");
        assertThat(contents(restored.resolve("acme/tools/issues/content"))).containsExactly("the log");
    }

    @Test
    void aWikiThatIsSwitchedOnAndHasNoPageIsAbsentUntilItHasOne() throws IOException {
        BackupReport first = backup();
        assertThat(outcomes(first)).containsEntry("acme/tools wiki", "absent");
        assertThat(first.severity()).isEqualTo(Severity.OK);
        serve("tools.wiki");
        host.advance(Duration.ofDays(1));
        assertThat(outcomes(backup())).containsEntry("acme/tools wiki", "stored");
    }

    @Test
    void whatIsSwitchedOffIsAbsentAndNotAskedForAgain() {
        tools.with("has_issues", false).with("has_wiki", false);
        assertThat(outcomes(backup()))
                .containsEntry("acme/tools wiki", "absent")
                .containsEntry("acme/tools issues", "absent");
        host.forgetRequests();
        assertThat(outcomes(backup())).isEmpty();
        assertThat(host.requests()).hasSize(2).allMatch(request -> request.contains("/api/v1/orgs/acme"));
    }

    @Test
    void aSecondRunAsksForIssuesAndNothingElse() {
        backup();
        host.forgetRequests();
        assertThat(outcomes(backup())).isEmpty();
        assertThat(host.requests()).hasSize(5).noneMatch(request -> request.contains(".git"));
    }

    @Test
    void eachMomentComesBackAsItWas() throws IOException {
        tools.openIssue("first");
        backup();
        Instant then = host.clock().instant();
        String refsThen = refs(served("tools"));
        host.advance(Duration.ofDays(8));
        tools.deleteIssue(1);
        tools.openIssue("second");
        push();
        backup();
        Path before = restore("before", then);
        Path after = restore("after", host.clock().instant());
        assertThat(refs(before.resolve("acme/tools.git"))).isEqualTo(refsThen);
        assertThat(refs(after.resolve("acme/tools.git"))).isEqualTo(refs(served("tools")));
        assertThat(before.resolve("acme/tools/issues/issues.jsonl")).content().contains("first");
        assertThat(after.resolve("acme/tools/issues/issues.jsonl"))
                .content()
                .contains("second")
                .doesNotContain("first");
    }

    @Test
    void aRunGoesOnWithANewTokenWhereverTheOldOneExpires() {
        open(120);
        for (String where : List.of("/repos?", "git-upload-pack", "page=2", "/members")) {
            Vault fresh = Vault.openOrCreate(
                    InMemoryBlobSink.on(host.clock()), VaultOptions.defaults().withClock(host.clock()));
            host.acceptOnly("1");
            once(where, () -> host.acceptOnly("2"));
            BackupReport report = engine(fresh).run();
            assertThat(report.severity()).as(where).isEqualTo(Severity.OK);
            assertThat(issuedTokens).as(where).hasValue(2);
        }
    }

    @Test
    void aKilledRunLosesNothing() throws IOException {
        open(120);
        AtomicReference<Run<BackupReport>> run = new AtomicReference<>();
        BackupEngine engine = engine(vault);
        once("issues?state=all&type=all&limit=50&page=3", () -> run.get().cancel());
        synchronized (host) {
            run.set(engine.start(Scope.everything()));
        }
        assertThat(outcomes(run.get().join())).containsEntry("acme/tools issues", "cancelled");
        host.forgetRequests();
        assertThat(outcomes(backup())).containsEntry("acme/tools issues", "stored");
        assertThat(host.requests())
                .filteredOn(request -> request.contains("issues?state"))
                .hasSize(1)
                .first()
                .asString()
                .contains("page=3");
        Path restored = restore("all", host.clock().instant());
        assertThat(Files.readAllLines(restored.resolve("acme/tools/issues/issues.jsonl")))
                .hasSize(120);
    }

    @Test
    void anAttachmentThatCannotBeHadIsMissingUntilItCan() throws IOException {
        String uuid = tools.attach(tools.openIssue("see the log"), "the log");
        host.lose(uuid);
        BackupReport first = backup();
        assertThat(first.severity()).isEqualTo(Severity.INCOMPLETE);
        assertThat(outcomes(first)).containsEntry("acme/tools issues", "incomplete");
        host.find(uuid);
        backup();
        Path restored = restore("all", host.clock().instant());
        assertThat(contents(restored.resolve("acme/tools/issues/content"))).containsExactly("the log");
    }

    @Test
    void aFileThatLiesElsewhereIsFetchedWithoutTheToken() throws IOException {
        Queue<String> shown = new ConcurrentLinkedQueue<>();
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            shown.add("asked, with " + exchange.getRequestHeaders().get("Authorization"));
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("file".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        elsewhere.start();
        try {
            URI link = URI.create("http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/file");
            tools.attachElsewhere(tools.openIssue("see the file"), link, 4);
            assertThat(outcomes(backup())).containsEntry("acme/tools issues", "stored");
        } finally {
            elsewhere.stop(0);
        }
        assertThat(shown).containsExactly("asked, with null");
    }

    @Test
    void theRuleForLfsIsHandedToTheEngine() {
        GiteaSource source = GiteaSource.of(http, host.uri(), "acme", new RotatingToken("backup", () -> token(1)));
        BackupReport report = BackupEngine.builder()
                .source(source)
                .vault(vault)
                .http(http)
                .build()
                .run();
        assertThat(outcomes(report)).containsEntry("acme/tools lfs", "absent");
    }

    @Test
    void oneRepositoryIsBackedUpOnRequest() throws IOException {
        host.create("other");
        serve("other");
        BackupReport report = engine(vault).run(Scope.only(new RepositoryId(host.name(), Long.toString(tools.id()))));
        assertThat(outcomes(report).keySet()).allMatch(part -> part.startsWith("acme/tools "));
        assertThat(host.requests()).noneMatch(request -> request.contains("/repos?"));
    }

    private BackupReport backup() {
        BackupReport report = engine(vault).run();
        host.advance(Duration.ofSeconds(1));
        return report;
    }

    private BackupEngine engine(Vault into) {
        issuedTokens.set(0);
        RotatingToken tokens = new RotatingToken(
                "backup",
                () -> Secret.of(Integer.toString(issuedTokens.incrementAndGet()).toCharArray()));
        GiteaSource source = GiteaSource.of(http, host.uri(), "acme", tokens).withLfs(LfsRules.OFF);
        return BackupEngine.builder().source(source).vault(into).http(http).build();
    }

    private static Secret token(int number) {
        return Secret.of(Integer.toString(number).toCharArray());
    }

    private Path restore(String name, Instant moment) {
        Path restored = directory.resolve(name);
        RestoreEngine.builder()
                .vault(vault)
                .target(DirectoryTarget.into(restored))
                .asOf(moment)
                .build()
                .run()
                .throwIfFailed();
        return restored;
    }

    private GitProgram serve(String repository) throws IOException {
        GitProgram git = GitProgram.newRepository(directory.resolve("work-" + repository));
        git.run("clone", "-q", "--bare", ".", served(repository).toString());
        git.run("remote", "add", "origin", served(repository).toString());
        return git;
    }

    private void push() throws IOException {
        work.commit("second");
        work.run("push", "-q", "origin", "main");
        tools.pushed();
    }

    private Path served(String repository) {
        return directory.resolve("host/acme/" + repository + ".git");
    }

    private void open(int count) {
        LongStream.rangeClosed(1, count).forEach(number -> tools.openIssue("issue " + number));
    }

    private void once(String inRequest, Runnable action) {
        host.beforeAnswer(request -> {
            if (request.contains(inRequest)) {
                host.beforeAnswer(later -> {});
                action.run();
            }
        });
    }

    private static Map<String, String> outcomes(BackupReport report) {
        Map<String, String> outcomes = new TreeMap<>();
        report.notUnchanged()
                .forEach(entry -> outcomes.put(
                        entry.subject().name() + " " + entry.part(),
                        entry.outcome() instanceof Outcome.Failed failed
                                ? failed.cause().toString()
                                : entry.outcome().word()));
        return outcomes;
    }

    private static String refs(Path repository) {
        return GitProgram.in(repository).run("show-ref", "-d", "--head");
    }

    private static List<String> contents(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(GiteaThroughTheEngineTest::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
