package io.repobackup.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.sink.Sha256;
import io.repobackup.http.json.JsonValue;
import io.repobackup.samples.GitProgram;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program against real repositories; only the process around it is missing. */
class CommandLineProgramTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private GitProgram tool;

    @BeforeEach
    void makeARepository() throws IOException {
        tool = GitProgram.newRepository(path("tool"));
    }

    @Nested
    class Quickstart {

        @Test
        void bringsBackWhatItBackedUp() {
            assertThat(run("quickstart", at("tool"), "--vault", at("vault"), "--restore", at("restored")))
                    .isEqualTo(ExitStatus.OK);
            assertThat(GitProgram.in(path("restored/tool.git")).run("show-ref", "-d", "--head"))
                    .isEqualTo(tool.run("show-ref", "-d", "--head"));
        }

        @Test
        void printsOutcomesAndWhatToDoNext() {
            run("quickstart", at("tool"), "--vault", at("vault"), "--restore", at("restored"));
            assertThat(out.toString())
                    .containsPattern("tool +git +stored +\\S+ K?i?B, 4 items")
                    .contains("Backup ok: 1 absent, 1 stored")
                    .contains("Restore ok: 1 of 1 subject")
                    .contains("git clone " + at("restored/tool.git"))
                    .contains("list --vault " + at("vault"));
        }

        @Test
        void refusesAFullDirectoryBeforeItBacksUp() {
            assertThat(run("quickstart", at("tool"), "--vault", at("vault"), "--restore", at("tool")))
                    .isEqualTo(ExitStatus.FAILED);
            assertThat(err.toString()).contains("not empty");
            assertThat(path("vault")).doesNotExist();
        }

        @Test
        void printsOneDocumentOfBoth() {
            run("quickstart", at("tool"), "--vault", at("vault"), "--restore", at("restored"), "--json");
            JsonValue json = json();
            assertThat(json.at("status").text()).isEqualTo("ok");
            assertThat(json.at("backup", "counts", "stored").number()).isEqualTo(1);
            assertThat(json.at("restore", "subjects").elements()).hasSize(1);
        }
    }

    @Nested
    class Backup {

        @Test
        void findsNothingToDoTheSecondTime() {
            backup("tool");
            assertThat(backup("tool")).isEqualTo(ExitStatus.OK);
            assertThat(out.toString()).contains("Backup ok: 1 absent, 1 unchanged; 0 B stored");
        }

        @Test
        void tellsOnTheWayWhatItStored() {
            backup("tool");
            assertThat(err.toString()).contains("Backing up 1 subject, 2 parts").contains("tool git: stored");
        }

        @Test
        void takesLfsObjectsAlongAndNamesThoseThatAreMissing() throws IOException {
            tool.commit(pointer("large"));
            assertThat(backup("tool")).isEqualTo(ExitStatus.INCOMPLETE);
            assertThat(out.toString()).containsPattern("tool +lfs +incomplete +content \\w+: missing on the server");
            String place = "lfs/objects/" + placeOf("large");
            Files.createDirectories(path("tool/.git/" + place).getParent());
            Files.writeString(path("tool/.git/" + place), "large");
            assertThat(backup("tool")).isEqualTo(ExitStatus.OK);
            assertThat(out.toString()).containsPattern("tool +lfs +stored +5 B, 1 item");
            run("restore", "--vault", at("vault"), "--to", at("restored"));
            assertThat(path("restored/tool.git/" + place)).hasContent("large");
        }

        @Test
        void leavesLfsObjectsOutOnRequest() throws IOException {
            tool.commit(pointer("large"));
            assertThat(run("backup", at("tool"), "--vault", at("vault"), "--lfs", "off"))
                    .isEqualTo(ExitStatus.OK);
            assertThat(run("backup", at("tool"), "--vault", at("vault"), "--lfs", "some"))
                    .isEqualTo(ExitStatus.USAGE);
            assertThat(err.toString()).contains("off, same-host or any-host");
        }

        private String pointer(String content) {
            return "version https://git-lfs.github.com/spec/v1\noid sha256:" + oid(content) + "\nsize "
                    + content.length() + "\n";
        }

        private String placeOf(String content) {
            String oid = oid(content);
            return oid.substring(0, 2) + "/" + oid.substring(2, 4) + "/" + oid;
        }

        private String oid(String content) {
            return Sha256.of(content.getBytes(StandardCharsets.UTF_8)).hex();
        }

        @Test
        void ofARepositoryThatIsNotThereFailsAndDoesTheOthers() {
            assertThat(run("backup", at("gone"), at("tool"), "--vault", at("vault")))
                    .isEqualTo(ExitStatus.FAILED);
            assertThat(out.toString()).containsPattern("gone +git +failed").containsPattern("tool +git +stored");
            assertThat(out + err.toString()).doesNotContain("\tat ");
        }

        @Test
        void printsARootThatVerificationCanExpect() {
            backup("tool");
            Matcher root =
                    Pattern.compile("root ([0-9a-f]{64}): keep it elsewhere").matcher(out.toString());
            assertThat(root.find()).isTrue();
            assertThat(run("verify", "--vault", at("vault"), "--expect-root", root.group(1)))
                    .isEqualTo(ExitStatus.OK);
            assertThat(run("verify", "--vault", at("vault"), "--expect-root", "0".repeat(64)))
                    .isEqualTo(ExitStatus.FAILED);
            assertThat(out.toString()).contains("expected root 0000");
            assertThat(run("verify", "--vault", at("vault"), "--expect-root", "nonsense"))
                    .isEqualTo(ExitStatus.USAGE);
            assertThat(err.toString()).contains("is no root");
        }

        @Test
        void takesAddressesFromAFile() throws IOException {
            Files.writeString(path("list"), "# ours\n\n" + at("tool") + "\n");
            assertThat(run("backup", "--source-file", at("list"), "--vault", at("vault")))
                    .isEqualTo(ExitStatus.OK);
        }

        @Test
        void printsEveryPartThatIsNotUnchangedAsJson() {
            run("backup", at("tool"), "--vault", at("vault"), "--json");
            JsonValue part = json().at("parts").elements().get(0);
            assertThat(part.at("name").text()).isEqualTo("tool");
            assertThat(part.at("part").text()).isEqualTo("git");
            assertThat(part.at("outcome").text()).isEqualTo("stored");
            assertThat(part.at("items").number()).isEqualTo(4);
            assertThat(part.at("subject").text()).startsWith("local/tool-");
        }
    }

    @Nested
    class Restore {

        @Test
        void bringsBackAnyMoment() throws IOException {
            backup("tool");
            String before = tool.run("show-ref", "-d");
            String then = time(1);
            tool.commit("second");
            backup("tool");
            assertThat(run("restore", "--vault", at("vault"), "--to", at("then"), "--as-of", then))
                    .isEqualTo(ExitStatus.OK);
            assertThat(run("restore", "--vault", at("vault"), "--to", at("now")))
                    .isEqualTo(ExitStatus.OK);
            assertThat(GitProgram.in(path("then/tool.git")).run("show-ref", "-d"))
                    .isEqualTo(before);
            assertThat(GitProgram.in(path("now/tool.git")).run("show-ref", "-d"))
                    .isEqualTo(tool.run("show-ref", "-d"));
        }

        @Test
        void bringsBackOneSnapshotByItsNumber() throws IOException {
            backup("tool");
            String before = tool.run("show-ref", "-d");
            tool.commit("second");
            backup("tool");
            run("restore", "--vault", at("vault"), "--to", at("one"), "--only", "tool", "--number", "1");
            assertThat(GitProgram.in(path("one/tool.git")).run("show-ref", "-d"))
                    .isEqualTo(before);
        }

        @Test
        void ofANameThatIsNotInTheVaultFails() {
            backup("tool");
            assertThat(run("restore", "--vault", at("vault"), "--to", at("one"), "--only", "rule"))
                    .isEqualTo(ExitStatus.FAILED);
            assertThat(err.toString()).contains("called 'rule'");
        }

        @Test
        void beforeTheFirstBackupIsIncomplete() {
            backup("tool");
            assertThat(run("restore", "--vault", at("vault"), "--to", at("one"), "--as-of", "2001-01-01T00:00:00Z"))
                    .isEqualTo(ExitStatus.INCOMPLETE);
            assertThat(out.toString()).contains("there is no snapshot at that moment");
        }

        @Test
        void aNumberWithoutANameIsWrongUsage() {
            assertThat(run("restore", "--vault", at("vault"), "--to", at("one"), "--number", "1"))
                    .isEqualTo(ExitStatus.USAGE);
        }
    }

    @Nested
    class ListIt {

        @Test
        void showsTheLastSnapshotOfEverything() throws IOException {
            backup("tool");
            tool.commit("second");
            backup("tool");
            assertThat(run("list", "--vault", at("vault"))).isEqualTo(ExitStatus.OK);
            assertThat(out.toString().lines().toList().get(1)).matches("tool +\\d+ +\\S+Z +yes +git");
        }

        @Test
        void showsEverySnapshotOfOneName() throws IOException {
            backup("tool");
            tool.commit("second");
            backup("tool");
            run("list", "tool", "--vault", at("vault"), "--json");
            assertThat(json().at("snapshots").elements())
                    .hasSize(2)
                    .allSatisfy(snapshot ->
                            assertThat(snapshot.at("complete").truth()).isTrue());
        }

        @Test
        void ofADirectoryThatIsNoVaultFails() {
            assertThat(run("list", "--vault", at("tool"))).isEqualTo(ExitStatus.FAILED);
            assertThat(err.toString()).contains("no vault");
        }
    }

    @Nested
    class Verify {

        @Test
        void ofASoundVaultIsOk() {
            backup("tool");
            assertThat(run("verify", "--vault", at("vault"))).isEqualTo(ExitStatus.OK);
            assertThat(out.toString()).contains("Verification ok at depth digests: 1 subject, 1 record, 3 blobs");
            assertThat(err.toString()).contains("tool: ok");
        }

        @Test
        void namesTheDamagedFileAndTheSnapshotItHarms() throws IOException {
            backup("tool");
            Path bundle = bundle();
            byte[] bytes = Files.readAllBytes(bundle);
            bytes[bytes.length / 2] ^= 1;
            makeWritable(bundle);
            Files.write(bundle, bytes);
            assertThat(run("verify", "--vault", at("vault"))).isEqualTo(ExitStatus.FAILED);
            assertThat(out.toString())
                    .contains(bundle.getFileName().toString())
                    .contains("harms snapshot 1 of ")
                    .contains("Verification failed");
            assertThat(run("verify", "--vault", at("vault"), "--depth", "presence"))
                    .as("whose length is right")
                    .isEqualTo(ExitStatus.OK);
        }

        @Test
        void isWellAgainAfterABackupAfresh() throws IOException {
            backup("tool");
            Files.delete(bundle());
            assertThat(run("restore", "--vault", at("vault"), "--to", at("lost")))
                    .isEqualTo(ExitStatus.FAILED);
            assertThat(run("backup", at("tool"), "--vault", at("vault"), "--afresh"))
                    .as("which still tells what is missing")
                    .isEqualTo(ExitStatus.INCOMPLETE);
            assertThat(run("restore", "--vault", at("vault"), "--to", at("mended")))
                    .isEqualTo(ExitStatus.OK);
            assertThat(GitProgram.in(path("mended/tool.git")).run("show-ref", "-d"))
                    .isEqualTo(tool.run("show-ref", "-d"));
        }

        @Test
        void drillsAndSaysWhatCameBack() {
            backup("tool");
            assertThat(run("verify", "--vault", at("vault"), "--depth", "drill", "--scratch", at(".")))
                    .isEqualTo(ExitStatus.OK);
            assertThat(out.toString()).containsPattern("tool: snapshot 1 of \\S+Z came back ok, 4 objects");
        }

        @Test
        void ofOneNameAndOneSamplePrintsADocument() {
            backup("tool");
            assertThat(run("verify", "--vault", at("vault"), "--only", "tool", "--sample", "1/1", "--json"))
                    .isEqualTo(ExitStatus.OK);
            assertThat(json().at("complete").truth()).isTrue();
            assertThat(json().at("damages").elements()).isEmpty();
            assertThat(json().at("subjects").elements())
                    .singleElement()
                    .satisfies(
                            subject -> assertThat(subject.at("severity").text()).isEqualTo("ok"));
        }

        @Test
        void ofASampleThatCannotBeIsWrongUsage() {
            for (String sample : List.of("0/3", "4/3", "1", "1/0", "a/b", "-1/2", "1/99999999999")) {
                assertThat(run("verify", "--vault", at("vault"), "--sample", sample))
                        .as(sample)
                        .isEqualTo(ExitStatus.USAGE);
            }
            assertThat(run("verify", "--vault", at("vault"), "--depth", "deep")).isEqualTo(ExitStatus.USAGE);
            assertThat(err.toString()).contains("1/30").contains("DRILL");
        }

        private Path bundle() throws IOException {
            try (Stream<Path> files = Files.walk(path("vault/data"))) {
                return files.filter(file -> file.toString().endsWith(".bundle"))
                        .findFirst()
                        .orElseThrow();
            }
        }

        private void makeWritable(Path file) throws IOException {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Nested
    class Adopt {

        @Test
        void findsNothingInASoundVault() {
            backup("tool");
            assertThat(run("adopt", "--vault", at("vault"))).isEqualTo(ExitStatus.OK);
            assertThat(out.toString()).contains("nothing to accept");
        }

        @Test
        void endsTheAlarmAboutLostRecordsOnceTheyAreAccepted() throws IOException {
            backup("tool");
            tool.commit("second");
            backup("tool");
            loseTheLastRecord();
            assertThat(run("adopt", "--vault", at("vault"), "--json")).isEqualTo(ExitStatus.INCOMPLETE);
            JsonValue lost = json().at("subjects").elements().get(0);
            assertThat(lost.at("known").number()).isEqualTo(2);
            assertThat(lost.at("held").number()).isEqualTo(1);
            assertThat(backup("tool")).as("what was lost is an alarm").isEqualTo(ExitStatus.INCOMPLETE);
            assertThat(run("adopt", "--vault", at("vault")))
                    .as("although the number is taken again")
                    .isEqualTo(ExitStatus.INCOMPLETE);
            assertThat(run("adopt", "--vault", at("vault"), "--accept")).isEqualTo(ExitStatus.OK);
            assertThat(out.toString()).contains("Accepted");
            assertThat(backup("tool")).isEqualTo(ExitStatus.OK);
        }

        private void loseTheLastRecord() throws IOException {
            try (Stream<Path> files = Files.walk(path("vault/log"))) {
                Files.delete(files.filter(file -> file.toString().endsWith("0000000002.json.gz"))
                        .findFirst()
                        .orElseThrow());
            }
        }
    }

    @Nested
    class WrongUsage {

        @Test
        void ofEveryKindHasItsOwnStatusAndPointsToTheHelp() {
            assertThat(run()).isEqualTo(ExitStatus.USAGE);
            assertThat(run("bakcup")).isEqualTo(ExitStatus.USAGE);
            assertThat(run("backup", at("tool"))).isEqualTo(ExitStatus.USAGE);
            assertThat(run("backup", "--vault", at("vault"))).isEqualTo(ExitStatus.USAGE);
            assertThat(run("restore", "--vault", at("v"), "--to", at("d"), "--as-of", "noon"))
                    .isEqualTo(ExitStatus.USAGE);
            assertThat(err.toString()).contains("--help").doesNotContain("\tat ");
            assertThat(out.toString()).isEmpty();
        }

        @Test
        void anSshAddressSaysWhatToUseInstead() {
            assertThat(run("backup", "git@git.example:acme/tool.git", "--vault", at("vault")))
                    .isEqualTo(ExitStatus.USAGE);
            assertThat(err.toString()).contains("https://");
        }

        @Test
        void aTokenThatIsNotSetIsNamed() {
            assertThat(run("backup", at("tool"), "--vault", at("vault"), "--token-env", "NO_SUCH_TOKEN"))
                    .isEqualTo(ExitStatus.USAGE);
            assertThat(err.toString()).contains("NO_SUCH_TOKEN");
        }

        @Test
        void helpIsNoFailure() {
            assertThat(run("--help")).isEqualTo(ExitStatus.OK);
            assertThat(out.toString()).contains("Exit status", "quickstart", "restore");
            assertThat(run("restore", "--help")).isEqualTo(ExitStatus.OK);
            assertThat(out.toString()).contains("--as-of");
        }
    }

    @Nested
    class Failures {

        @Test
        void areOneLineForAPerson() {
            assertThat(run("list", "--vault", "nosuchstore://bucket")).isEqualTo(ExitStatus.FAILED);
            assertThat(err.toString().lines()).hasSize(1);
            assertThat(err.toString()).startsWith("repobackup: ").contains("nosuchstore");
        }

        @Test
        void showWhereTheyHappenedWhenAsked() {
            run("list", "--vault", at("tool"), "--verbose");
            assertThat(err.toString()).contains("\tat ");
        }

        @Test
        void areADocumentForAScript() {
            run("list", "--vault", at("tool"), "--json");
            assertThat(json().at("status").text()).isEqualTo("failed");
            assertThat(json().at("error").text()).contains("no vault");
        }
    }

    private int backup(String repository) {
        return run("backup", at(repository), "--vault", at("vault"));
    }

    private String time(int number) {
        run("list", "tool", "--vault", at("vault"), "--json");
        return json().at("snapshots").elements().get(number - 1).at("time").text();
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        Terminal terminal = new Terminal(
                new PrintWriter(out, true), new PrintWriter(err, true), Terminal.Style.PLAIN, name -> Optional.empty());
        return new CommandLineProgram(terminal).run(arguments);
    }

    private JsonValue json() {
        return JsonValue.parse(out.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Path path(String name) {
        return directory.resolve(name);
    }

    private String at(String name) {
        return path(name).toString();
    }
}
