package io.repobackup.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.subject.Part;
import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.source.GitSource;
import io.repobackup.core.vault.Vault;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that has one commit, and says of its refs whatever it likes. */
class HostileRefsTest {

    /** What git takes, at least in packed-refs: all of it comes back. */
    private static final List<String> TAKEN = List.of(
            "refs/heads/HEAD",
            "refs/heads/a",
            "refs/heads/a/b",
            "refs/heads/A",
            "refs/heads/\u00c3\u00a9",
            "refs/heads/e\u00cc\u0081",
            "refs/heads/\u00ff\u00fe",
            "refs/heads/$(touch${IFS}pwned)",
            "refs/heads/`id`;rm",
            "refs/heads/--upload-pack=touch",
            "refs/heads/%2e%2e",
            "refs/heads/" + "l/".repeat(900) + "x",
            "refs/heads/" + "x".repeat(4_096),
            "refs/notes/commits",
            "refs/changes/01/1/1");

    /** What git does not take: it is in the vault, and beside the restored refs in a list. */
    private static final List<String> LEFT_OUT = List.of(
            "refs/heads/../../../hooks/post-update",
            "refs/heads/x.lock",
            "refs/heads/.hidden",
            "refs/heads/\u001b[31mred",
            "refs/heads/back\\slash",
            "refs//heads/x",
            "refs/heads/x/",
            "/refs/heads/x",
            "config",
            "objects/info/alternates",
            "../escaped",
            "FETCH_HEAD");

    @TempDir
    Path dir;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> lines = new ArrayList<>();
    private TestRepository repository;
    private ObjectId tip;
    private HttpServer server;
    private Vault vault;

    @BeforeEach
    void start() throws IOException {
        repository = TestRepository.create(dir.resolve("origin.git"), ObjectFormat.SHA1);
        tip = repository.grow("main", "one");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        vault = Vault.openOrCreate(InMemoryBlobSink.create());
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            boolean asksForRefs = new String(request, StandardCharsets.ISO_8859_1).contains("command=ls-refs");
            byte[] answer = asksForRefs ? refs() : uploadPack(request);
            exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-result");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private byte[] refs() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        lines.forEach(line -> out.writeBytes(
                String.format("%04x%s\n", line.length() + 5, line).getBytes(StandardCharsets.ISO_8859_1)));
        out.writeBytes("0000".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private byte[] uploadPack(byte[] request) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("git", "upload-pack", "--stateless-rpc", ".")
                .directory(repository.path().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("GIT_PROTOCOL", "version=2");
        Process git = builder.start();
        git.getOutputStream().write(request);
        git.getOutputStream().close();
        return git.getInputStream().readAllBytes();
    }

    private BackupReport backUp() {
        return BackupEngine.builder()
                .source(GitSource.of("http://127.0.0.1:" + server.getAddress().getPort() + "/acme/tool"))
                .vault(vault)
                .scratch(dir)
                .build()
                .run();
    }

    private Path restore() {
        RestoreEngine.builder()
                .vault(vault)
                .target(DirectoryTarget.into(dir.resolve("around/target")))
                .scratch(dir)
                .build()
                .run()
                .throwIfFailed();
        return dir.resolve("around/target/acme/tool.git");
    }

    private static void assertStored(BackupReport report) {
        assertThat(report.entries())
                .filteredOn(entry -> entry.part().equals(Part.GIT))
                .extracting(BackupReport.Entry::outcome)
                .hasOnlyElementsOfType(Outcome.Stored.class);
    }

    private void say(String name) {
        lines.add(tip.hex() + " " + name);
    }

    @Test
    void thatGitTakesComeBackAndOthersAreListed() throws IOException {
        say("HEAD symref-target:refs/heads/main");
        say("refs/heads/main");
        TAKEN.forEach(this::say);
        LEFT_OUT.forEach(this::say);

        assertStored(backUp());
        Path restored = restore();

        assertThat(RealGit.run(restored, "for-each-ref", "--format=%(refname)").split("\n"))
                .containsAll(TAKEN)
                .hasSize(TAKEN.size() + 1);
        assertThat(Files.readAllLines(restored.resolve("repobackup-refs-left-out"), StandardCharsets.ISO_8859_1))
                .containsExactlyInAnyOrderElementsOf(
                        LEFT_OUT.stream().map(name -> tip.hex() + " " + name).toList());
        RealGit.run(restored, "fsck", "--no-progress");
        assertNothingElseWasWritten(restored);
    }

    @Test
    void thatAreSymbolicInCirclesOrInEachOthersWayBecomePlainOnes() throws IOException {
        say("HEAD symref-target:refs/heads/main");
        say("refs/heads/main");
        for (String symbolic : List.of(
                "refs/heads/one symref-target:refs/heads/two",
                "refs/heads/two symref-target:refs/heads/one",
                "refs/heads/self symref-target:refs/heads/self",
                "refs/heads symref-target:refs/heads/main",
                "refs/heads/d symref-target:refs/heads/main",
                "refs/heads/d/f symref-target:refs/heads/main",
                "refs/heads/D symref-target:refs/heads/main",
                "refs/heads/out symref-target:../../../etc/passwd",
                "refs/heads/up symref-target:config",
                "refs/heads/../../hooks/x symref-target:refs/heads/main",
                "refs/heads/to-nothing symref-target:refs/heads/nothing")) {
            say(symbolic);
        }

        assertStored(backUp());
        Path restored = restore();

        assertThat(RealGit.run(
                        restored, "rev-parse", "refs/heads/one", "refs/heads/self", "refs/heads/d", "refs/heads/out"))
                .isEqualTo(String.join("\n", tip.hex(), tip.hex(), tip.hex(), tip.hex()));
        assertNothingElseWasWritten(restored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD symref-target:../../../../etc/passwd", "HEAD symref-target:config", "HEAD"})
    void headLeadsNowhereElse(String head) throws IOException {
        say(head);
        say("refs/heads/main");

        assertStored(backUp());

        assertThat(restore().resolve("HEAD")).hasContent(tip.hex());
    }

    @ParameterizedTest
    @ValueSource(strings = {"refs/heads/a\nrefs/heads/b", "refs/heads/a\u0000b", ""})
    void thatNoFileOfRefsCouldHoldAreRefusedInPlainWords(String name) {
        say("refs/heads/main");
        say(name);

        BackupReport report = backUp();

        assertThat(report.severity()).isEqualTo(Severity.FAILED);
        assertThat(report.entries())
                .first()
                .satisfies(entry -> assertThat(
                                ((Outcome.Failed) entry.outcome()).cause().getMessage())
                        .contains("expected a ref")
                        .matches("\\P{Cc}*"));
    }

    private void assertNothingElseWasWritten(Path restored) throws IOException {
        try (Stream<Path> files = Files.list(restored)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .isSubsetOf("HEAD", "config", "objects", "refs", "packed-refs", "repobackup-refs-left-out");
        }
        try (Stream<Path> files = Files.list(dir.resolve("around"))) {
            assertThat(files).containsExactly(dir.resolve("around/target"));
        }
        assertThat(dir.resolve("around/target/acme")).isDirectoryContaining("glob:**/tool.git");
        assertThat(Path.of("pwned")).doesNotExist();
    }
}
