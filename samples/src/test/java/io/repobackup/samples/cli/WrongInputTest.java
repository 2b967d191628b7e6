package io.repobackup.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.samples.GitProgram;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people really type and meet: each has its exit status, and a line that says what to do. */
class WrongInputTest {

    private static final String V0 = "001e# service=git-upload-pack\n0000003395dcfa3633004da0049d3d0fa03f80589cbcaf31"
            + " HEAD\000\n003d95dcfa3633004da0049d3d0fa03f80589cbcaf31 refs/heads/main\n0000";

    @TempDir
    Path directory;

    private final StringWriter said = new StringWriter();
    private final MockWebServer host = new MockWebServer();

    @BeforeEach
    void startAHost() throws IOException {
        host.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stopTheHost() {
        host.close();
    }

    @Nested
    class AHost {

        @Test
        void thatWantsCredentialsAsksForAToken() {
            answer(401, "application/json", "{}");
            assertThat(backup(url())).isEqualTo(ExitStatus.INCOMPLETE);
            assertThat(said.toString()).contains("forbidden", "401", "--token-env NAME");
        }

        @Test
        void thatRefusesNamesTheIdentityAndHidesTheToken() {
            answer(403, "application/json", "{}");
            assertThat(run("backup", url(), "--vault", at("vault"), "--token-env", "TOKEN", "--user", "ada"))
                    .isEqualTo(ExitStatus.INCOMPLETE);
            assertThat(said.toString()).contains("403", "ada").doesNotContain("s3cret");
        }

        @Test
        void getsTheTokenFromTheEnvironment() throws InterruptedException {
            answer(404, "application/json", "{}");
            run("backup", url(), "--vault", at("vault"), "--token-env", "TOKEN", "--user", "ada");
            String expected = Base64.getEncoder().encodeToString("ada:s3cret".getBytes());
            assertThat(host.takeRequest().getHeaders().get("Authorization")).isEqualTo("Basic " + expected);
        }

        @Test
        void thatKnowsNoSuchRepositoryIsAFailure() {
            answer(404, "application/json", "{}");
            assertThat(backup(url())).isEqualTo(ExitStatus.FAILED);
            assertThat(said.toString()).contains("404", "check the address");
        }

        @Test
        void thatShowsALogInPageIsAFailure() {
            answer(200, "text/html", "<html>please log in</html>");
            assertThat(backup(url())).isEqualTo(ExitStatus.FAILED);
            assertThat(said.toString()).contains("text/html", "login page");
        }

        @Test
        void thatIsTooOldIsAFailure() {
            host.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    boolean refs = request.getTarget().contains("info/refs");
                    String kind = refs ? "advertisement" : "result";
                    return new MockResponse.Builder()
                            .addHeader("Content-Type", "application/x-git-upload-pack-" + kind)
                            .body(refs ? V0 : "")
                            .build();
                }
            });
            assertThat(backup(url())).isEqualTo(ExitStatus.FAILED);
            assertThat(said.toString()).contains("side-band-64k", "update it");
        }

        @Test
        void thatIsNotThereIsAFailure() {
            String url = url();
            host.close();
            assertThat(backup(url)).isEqualTo(ExitStatus.FAILED);
            assertThat(said.toString()).contains("check the address");
        }
    }

    @Nested
    class AVault {

        @BeforeEach
        void makeARepository() throws IOException {
            GitProgram.newRepository(directory.resolve("tool"));
        }

        @Test
        void thatIsAFileIsRefused() throws IOException {
            Files.writeString(directory.resolve("vault"), "a file");
            assertThat(backup(at("tool"))).isEqualTo(ExitStatus.FAILED);
            assertThat(said.toString()).contains("no directory");
        }

        @Test
        void thatIsADirectoryOfOtherThingsIsRefused() {
            assertThat(run("backup", at("tool"), "--vault", at("tool"))).isEqualTo(ExitStatus.FAILED);
            assertThat(said.toString()).contains("file.txt");
        }

        @Test
        void ofANewerFormatIsRefused() throws IOException {
            backup(at("tool"));
            Path signpost = directory.resolve("vault/vault.json");
            Files.writeString(signpost, Files.readString(signpost).replaceFirst("\"format\":\\s*1", "\"format\":2"));
            assertThat(run("list", "--vault", at("vault"))).isEqualTo(ExitStatus.FAILED);
            assertThat(said.toString()).contains("format version 2", "newer version");
        }

        @Test
        void isRestoredIntoAnEmptyDirectoryOnly() {
            backup(at("tool"));
            assertThat(run("restore", "--vault", at("vault"), "--to", at("tool")))
                    .isEqualTo(ExitStatus.FAILED);
            assertThat(said.toString()).contains("not empty");
        }
    }

    private void answer(int status, String type, String body) {
        host.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .code(status)
                        .addHeader("Content-Type", type)
                        .body(body)
                        .build();
            }
        });
    }

    private int backup(String address) {
        return run("backup", address, "--vault", at("vault"));
    }

    private int run(String... arguments) {
        said.getBuffer().setLength(0);
        Map<String, String> environment = Map.of("TOKEN", "s3cret");
        int status = new CommandLineProgram(new Terminal(
                        new PrintWriter(said, true),
                        new PrintWriter(said, true),
                        Terminal.Style.PLAIN,
                        name -> Optional.ofNullable(environment.get(name))))
                .run(arguments);
        assertThat(said.toString()).doesNotContain("\tat ").doesNotContain("Exception:\n");
        return status;
    }

    private String url() {
        return "http://127.0.0.1:" + host.getPort() + "/acme/tool.git";
    }

    private String at(String name) {
        return directory.resolve(name).toString();
    }
}
