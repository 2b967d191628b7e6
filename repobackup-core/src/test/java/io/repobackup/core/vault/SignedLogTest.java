package io.repobackup.core.vault;

import static io.repobackup.core.vault.VaultFixture.ID;
import static io.repobackup.core.vault.VaultFixture.recordKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.core.vault.Finding.Kind;
import io.repobackup.core.vault.json.Gzip;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.signing.Role;
import io.repobackup.core.vault.signing.SignaturePolicy;
import io.repobackup.core.vault.signing.Signer;
import io.repobackup.core.vault.signing.TestSigners;
import io.repobackup.core.vault.writing.Committed;
import io.repobackup.core.vault.writing.SubjectWriter;
import io.repobackup.testkit.sink.SinkOperation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of logs of which some records are signed, and some are not, or not as they must be. */
class SignedLogTest {

    private final VaultFixture fixture = new VaultFixture();
    private final TestSigners signers = new TestSigners();
    private final Signer writer = signers.signer("worker", Role.WRITER);
    private final Signer second = signers.signer("second worker", Role.WRITER);
    private final Signer everybody = signers.everybody();

    @Test
    void signedRecordsAreValidAndNamedByTheirFirstLine() {
        append(writer);
        append(writer);

        everyReaderSees(required(), 2, 1L, 2L);
        assertThat(required().findings()).isEmpty();
        assertThat(required().head().isSigned()).isTrue();
        assertThat(lines(1)).hasSize(2);
        assertThat(fixture.vault.log(ID).findings()).as("where nobody asks").isEmpty();
    }

    @Test
    void anUnsignedRecordAfterASignedOneIsVoidAndTheNextFollowsTheOneBefore() {
        append(writer);
        plant(2);

        everyReaderSees(required(), 2, 1L);
        assertThat(required().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.UNTRUSTED_RECORD);
            assertThat(finding.key()).isEqualTo(recordKey(2));
            assertThat(finding.text()).contains("not signed");
        });

        LogRecord third = append(writer);

        assertThat(third.number()).isEqualTo(3);
        assertThat(third.header().previous().map(RecordLink::number)).contains(1L);
        everyReaderSees(required(), 3, 1L, 3L);
    }

    @Test
    void anUnsignedRecordThatBeginsTheLogAnewIsVoidAsWell() {
        append(writer);
        put(2, line(1).replace("\"number\":1", "\"number\":2"));

        everyReaderSees(required(), 2, 1L);
        assertThat(fixture.vault.log(ID).head().record().map(LogRecord::number)).contains(2L);
    }

    @Test
    void whereOnlyAWarningIsAskedForItCountsAndIsTold() {
        append(writer);
        plant(2);

        SubjectLog warning = log(signers.warn());

        everyReaderSees(warning, 2, 1L, 2L);
        assertThat(warning.head().findings()).extracting(Finding::kind).containsExactly(Kind.UNSIGNED_RECORD);
        assertThat(warning.findings()).extracting(Finding::kind).containsExactly(Kind.UNSIGNED_RECORD);
    }

    @Nested
    class Forgeries {

        @Test
        void aChangedFirstLineIsVoid() {
            append(writer);
            append(writer);
            String second = lines(2).get(1);
            rewrite(2, line(2).replace("acme/tool", "evil/tool") + "\n" + second + "\n");

            untrusted(2, "other bytes");
        }

        @Test
        void everyChangedBitOfTheSecondLineIsNoticedOrMeansNothing() {
            append(writer);
            append(writer);
            byte[] plain = plain(2);
            int begin = line(2).length() + 1;
            for (int at = begin; at < plain.length - 1; at += 7) {
                byte[] flipped = plain.clone();
                flipped[at] ^= 1;
                fixture.store.tamper(recordKey(2), Gzip.compress(flipped));

                assertThat(required().findings())
                        .as("a bit of byte %s of the second line", at - begin)
                        .extracting(Finding::kind)
                        .containsExactly(Kind.UNTRUSTED_RECORD);
            }
        }

        @Test
        void aSecondLineWithoutItsEndIsNone() {
            append(writer);
            append(writer);
            String all = new String(plain(2), StandardCharsets.UTF_8);
            rewrite(2, all.substring(0, all.length() - 1));

            untrusted(2, "not signed");
        }

        @Test
        void swappedSecondLinesAreVoid() {
            append(writer);
            append(writer);
            append(writer);
            String of2 = lines(2).get(1);
            String of3 = lines(3).get(1);
            rewrite(2, line(2) + "\n" + of3 + "\n");
            rewrite(3, line(3) + "\n" + of2 + "\n");

            assertThat(required().findings())
                    .extracting(Finding::kind)
                    .containsExactly(Kind.UNTRUSTED_RECORD, Kind.UNTRUSTED_RECORD);
            assertThat(required().records()).extracting(LogRecord::number).containsExactly(1L);
        }

        @Test
        void theSignedRecordOfAnotherNumberSubjectOrVaultFitsNowhereElse() {
            append(writer);
            append(writer);
            RepositoryId other = new RepositoryId("git.example", "43");
            String moved = line(1).replace("\"id\":\"42\"", "\"id\":\"43\"");
            String asOther = moved + "\n" + lines(1).get(1) + "\n";
            put(SubjectKeys.of(other).record(1), Gzip.compress(asOther.getBytes(StandardCharsets.UTF_8)));
            put(recordKey(3), fixture.store.content(recordKey(2)));
            String renumbered = line(2).replace("\"number\":2", "\"number\":4");
            put(4, renumbered + "\n" + lines(2).get(1));

            assertThat(open(signers.require()).log(other).findings())
                    .extracting(Finding::kind)
                    .containsExactly(Kind.UNTRUSTED_RECORD);
            assertThat(required().records()).extracting(LogRecord::number).containsExactly(1L, 2L);

            VaultFixture stranger = new VaultFixture();
            String ofStranger = line(1).replace(
                            fixture.vault.id().text(), stranger.vault.id().text());
            stranger.store.putIfAbsent(
                    recordKey(1),
                    Gzip.compress((ofStranger + "\n" + lines(1).get(1) + "\n").getBytes(StandardCharsets.UTF_8)),
                    BlobOptions.of(BlobClass.STATE));
            Vault strange = Vault.open(stranger.sink, stranger.vault.options().withSignatures(signers.require()));
            assertThat(strange.log(ID).head().record()).isEmpty();
        }

        @Test
        void aKeyThatAnotherRootCertifiedIsVoid() {
            append(writer);
            append(new TestSigners().signer("worker", Role.WRITER));

            untrusted(2, "not trusted");
        }

        @Test
        void whoMayNotAppendAKindVouchesForNoneOfIt() {
            append(writer);
            append(everybody, RecordKind.COMPACTION);
            everyReaderSees(required(), 2, 1L, 2L);

            Signer pruner = signers.signer("pruner", Role.PRUNER);
            String snapshot = line(1).replace("\"number\":1", "\"number\":3");
            put(3, snapshot + "\n" + new String(pruner.sign(bytes(snapshot)), StandardCharsets.UTF_8));

            untrusted(3, "may not append records of kind snapshot");
            assertThatThrownBy(() -> append(writer, RecordKind.COMPACTION))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("compaction");
            assertThat(required().head().number()).isEqualTo(3);
        }

        @Test
        void aRecordOfANewerFormatIsVoidUnlessSomebodyVouchesForIt() {
            append(writer);
            String newer = line(1).replace("\"number\":1", "\"number\":2").replace("\"format\":1", "\"format\":2");
            put(2, newer);

            everyReaderSees(required(), 2, 1L);
            assertThatThrownBy(() -> fixture.vault.log(ID).head()).isInstanceOf(MisconfiguredException.class);

            fixture.store.lose(recordKey(2));
            put(2, newer + "\n" + new String(writer.sign(bytes(newer)), StandardCharsets.UTF_8));
            assertThatThrownBy(() -> required().head()).isInstanceOf(MisconfiguredException.class);
        }

        @Test
        void aForgedRecordInTheMiddleVoidsNothingAfterIt() {
            append(writer);
            append(writer);
            append(writer);
            rewrite(2, line(2).replace("acme/tool", "evil/tool") + "\n");

            everyReaderSees(required(), 3, 1L, 3L);
            assertThat(required().findings())
                    .extracting(Finding::kind)
                    .containsExactly(Kind.UNTRUSTED_RECORD, Kind.DAMAGED_RECORD);
        }
    }

    @Nested
    class BeforeSigningBegan {

        @Test
        void whatASignedRecordFollowsCounts() {
            fixture.snapshot();
            fixture.snapshot();
            begin(writer);
            append(writer);

            everyReaderSees(required(), 4, 1L, 2L, 3L, 4L);
            assertThat(required().findings()).isEmpty();
        }

        @Test
        void whatNoSignedRecordFollowsIsVoid() {
            fixture.snapshot();
            fixture.snapshot();

            everyReaderSees(required(), 2);
            assertThat(required().findings())
                    .extracting(Finding::kind)
                    .containsExactly(Kind.UNTRUSTED_RECORD, Kind.UNTRUSTED_RECORD);
        }

        @Test
        void aWarningIsOneForAllOfThem() {
            fixture.snapshot();
            fixture.snapshot();
            fixture.snapshot();

            everyReaderSees(log(signers.warn()), 3, 1L, 2L, 3L);
            assertThat(log(signers.warn()).findings()).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(Kind.UNSIGNED_RECORD);
                assertThat(finding.key()).isEqualTo(recordKey(3));
                assertThat(finding.text()).contains("2 others");
            });
        }

        @Test
        void whatWasReplacedBeforeItDoesNot() {
            fixture.snapshot();
            fixture.snapshot();
            begin(writer);
            rewrite(1, line(1).replace("acme/tool", "evil/tool") + "\n");

            everyReaderSees(required(), 3, 2L, 3L);
        }

        @Test
        void aLogThatBeganAnewIsVouchedForFromThereOn() {
            fixture.snapshot();
            byte[] first = fixture.store.content(recordKey(1));
            fixture.store.tamper(recordKey(1), new byte[] {1});
            LogRecord anew = append(writer);
            fixture.store.tamper(recordKey(1), first);

            assertThat(anew.header().previous()).isEmpty();
            everyReaderSees(required(), 2, 2L);
        }

        @Test
        void eachRecordIsReadTwiceAtMost() {
            for (int i = 0; i < 20; i++) {
                fixture.snapshot();
            }
            begin(writer);
            append(writer);
            SubjectLog log = required();
            long opens = fixture.sink.calls(SinkOperation.OPEN);

            assertThat(log.records()).hasSize(22);

            assertThat(fixture.sink.calls(SinkOperation.OPEN) - opens).isEqualTo(22 + 20);
        }
    }

    @Nested
    class Revoked {

        @Test
        void whatARevokedKeySignedLastIsVoid() {
            append(writer);
            append(second);

            everyReaderSees(without(second), 2, 1L);
            everyReaderSees(without(writer), 2, 1L, 2L);
            everyReaderSees(without(writer, second), 2);
        }

        @Test
        void whatATrustedRecordFollowsStaysValid() {
            append(writer);
            append(second);
            append(writer);
            append(second);

            everyReaderSees(without(second), 4, 1L, 2L, 3L);
            assertThat(without(second).findings())
                    .singleElement()
                    .extracting(Finding::text)
                    .asString()
                    .contains("second worker")
                    .contains("revoked");
        }

        @Test
        void thePlantedRecordOfAStolenKeyIsPassedOver() {
            append(writer);
            append(second);
            Vault after = open(signers.require().without(TestSigners.key(second)), writer);

            LogRecord third = append(after, RecordKind.SNAPSHOT);

            assertThat(third.number()).isEqualTo(3);
            assertThat(third.header().previous().map(RecordLink::number)).contains(1L);
            everyReaderSees(without(second), 3, 1L, 3L);
        }

        private SubjectLog without(Signer... revoked) {
            SignaturePolicy policy = signers.require();
            for (Signer each : revoked) {
                policy = policy.without(TestSigners.key(each));
            }
            return log(policy);
        }
    }

    @Nested
    class Writing {

        @Test
        void nothingUnsignedIsAppendedToASignedLog() {
            append(writer);

            assertThatThrownBy(fixture::writer)
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("the log is signed")
                    .hasMessageContaining("withSigner");
        }

        @Test
        void whoRequiresSignaturesHasToSign() {
            Vault requiring = open(signers.require());

            assertThatThrownBy(() -> SubjectWriter.open(requiring, ID, VaultFixture.RUN, 0))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("signatures are required");
        }

        @Test
        void aSignerWhoIsNotTrustedOpensNoVault() {
            SignaturePolicy others = new TestSigners().require();

            assertThatThrownBy(() -> open(others, writer)).isInstanceOf(MisconfiguredException.class);
            assertThatThrownBy(() -> open(signers.require().without(TestSigners.key(writer)), writer))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("revoked");
        }

        @Test
        void whoSignsIsWarnedUnlessMoreIsAskedFor() {
            VaultOptions options = VaultOptions.defaults().withSigner(writer);

            assertThat(options.signatures().mode()).isEqualTo(SignaturePolicy.Mode.WARN);
            assertThat(options.withSignatures(SignaturePolicy.off())
                            .signatures()
                            .mode())
                    .isEqualTo(SignaturePolicy.Mode.OFF);
            assertThat(VaultOptions.defaults().signatures().mode()).isEqualTo(SignaturePolicy.Mode.OFF);
        }

        @Test
        void aHeadIsFoundByReadingTwoRecords() {
            for (int i = 0; i < 10; i++) {
                append(writer);
            }
            SubjectLog log = required();
            long opens = fixture.sink.calls(SinkOperation.OPEN);

            assertThat(log.head().number()).isEqualTo(10);
            assertThat(log.headFrom(10).number()).isEqualTo(10);

            assertThat(fixture.sink.calls(SinkOperation.OPEN) - opens).isEqualTo(4);
        }
    }

    @Test
    void anotherProgramComesToTheSameVerdict(@TempDir Path scratch) throws Exception {
        NeededPrograms.require("openssl");
        append(writer);
        String signature = lines(1).get(1);
        Path certificate = scratch.resolve("statement");
        String statement = field(signature, "statement").replace("\\\"", "\"");
        Files.writeString(certificate, "repobackup-certificate-1\n" + statement);

        assertThat(openssl(scratch, field(signature, "key"), field(signature, "signature"), write(scratch, line(1))))
                .isZero();
        assertThat(openssl(
                        scratch, field(signature, "key"), field(signature, "signature"), write(scratch, line(1) + " ")))
                .isNotZero();
        String ofCertificate = signature.substring(signature.indexOf("\"certificate\":"));
        assertThat(openssl(scratch, field(ofCertificate, "root"), field(ofCertificate, "signature"), certificate))
                .isZero();
        assertThat(field(ofCertificate, "root"))
                .isEqualTo(signers.root.verifyingKey().text().replaceAll(".*:", ""));
    }

    private static String field(String json, String name) {
        Matcher matcher =
                Pattern.compile("\"" + name + "\":\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(json);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static Path write(Path scratch, String text) throws IOException {
        return Files.writeString(scratch.resolve("line"), text);
    }

    /** The exit status of a verification with a raw key, which needs the 12 bytes of RFC 8410 before it. */
    private static int openssl(Path scratch, String key, String signature, Path message) throws Exception {
        byte[] raw = Base64.getDecoder().decode(key);
        byte[] der = new byte[44];
        byte[] prefix = Base64.getDecoder().decode("MCowBQYDK2VwAyEA");
        System.arraycopy(prefix, 0, der, 0, 12);
        System.arraycopy(raw, 0, der, 12, 32);
        Path keyFile = Files.write(scratch.resolve("key.der"), der);
        Path signatureFile =
                Files.write(scratch.resolve("signature"), Base64.getDecoder().decode(signature));
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "pkeyutl",
                        "-verify",
                        "-pubin",
                        "-inkey",
                        keyFile.toString(),
                        "-keyform",
                        "DER",
                        "-rawin",
                        "-in",
                        message.toString(),
                        "-sigfile",
                        signatureFile.toString())
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("output").toFile())
                .start();
        return openssl.waitFor();
    }

    /** Whatever way it is read, it has these valid records. */
    private void everyReaderSees(SubjectLog log, long end, Long... numbers) {
        List<Long> valid = List.of(numbers);
        Optional<Long> last = valid.isEmpty() ? Optional.empty() : Optional.of(valid.get(valid.size() - 1));
        assertThat(log.records().map(LogRecord::number).toList()).isEqualTo(valid);
        assertThat(log.newestFirst().map(LogRecord::number).sorted().toList()).isEqualTo(valid);
        assertThat(log.head().number()).isEqualTo(end);
        Stream.of(log.head(), log.headFrom(1), log.headFrom(Math.max(1, end - 1)), log.headFrom(end))
                .forEach(
                        head -> assertThat(head.record().map(LogRecord::number)).isEqualTo(last));
        for (long number = 1; number <= end; number++) {
            long each = number;
            if (valid.contains(number)) {
                assertThat(log.read(number)).isPresent();
            } else {
                assertThatThrownBy(() -> log.read(each)).isInstanceOf(CorruptedException.class);
            }
        }
    }

    private void untrusted(long number, String why) {
        assertThat(required().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.UNTRUSTED_RECORD);
            assertThat(finding.key()).isEqualTo(recordKey(number));
            assertThat(finding.text()).contains(why);
        });
        assertThat(required().head().record().map(LogRecord::number)).contains(number - 1);
    }

    private SubjectLog required() {
        return log(signers.require());
    }

    private SubjectLog log(SignaturePolicy policy) {
        return open(policy).log(ID);
    }

    private Vault open(SignaturePolicy policy) {
        return Vault.open(fixture.sink, fixture.vault.options().withSignatures(policy));
    }

    private Vault open(SignaturePolicy policy, Signer signer) {
        return Vault.open(
                fixture.sink, fixture.vault.options().withSignatures(policy).withSigner(signer));
    }

    private LogRecord append(Signer signer) {
        return append(signer, RecordKind.SNAPSHOT);
    }

    private LogRecord append(Signer signer, RecordKind kind) {
        boolean ours = signer.certificate().root().equals(signers.root.verifyingKey());
        return append(open(ours ? signers.require() : SignaturePolicy.off(), signer), kind);
    }

    /** The first signature in a log that has records without. */
    private void begin(Signer signer) {
        append(open(signers.warn(), signer), RecordKind.SNAPSHOT);
    }

    private LogRecord append(Vault vault, RecordKind kind) {
        Committed committed =
                SubjectWriter.open(vault, ID, VaultFixture.RUN, 0).append(fixture.draft(kind, "acme/tool"));
        fixture.clock.advance(Duration.ofHours(1));
        return ((Committed.Appended) committed).record();
    }

    /** What somebody appends who may write, and cannot sign. */
    private void plant(long number) {
        String previous = "\"previous\":{\"number\":" + (number - 1) + ",\"sha256\":\""
                + fixture.vault.log(ID).link(number - 1).orElseThrow().sha256() + "\"},";
        String line = line(1).replace("\"number\":1", "\"number\":" + number);
        put(number, line.replace("\"subject\":", previous + "\"subject\":"));
    }

    private void put(long number, String line) {
        put(recordKey(number), Gzip.compress(bytes(line + "\n")));
    }

    private void put(BlobKey key, byte[] file) {
        fixture.store.putIfAbsent(key, file, BlobOptions.of(BlobClass.STATE));
    }

    private void rewrite(long number, String text) {
        assertThat(text).isNotEqualTo(new String(plain(number), StandardCharsets.UTF_8));
        fixture.store.tamper(recordKey(number), Gzip.compress(bytes(text)));
    }

    private String line(long number) {
        return lines(number).get(0);
    }

    private List<String> lines(long number) {
        return new String(plain(number), StandardCharsets.UTF_8).lines().toList();
    }

    private byte[] plain(long number) {
        return Gzip.expand(fixture.store.content(recordKey(number)), 1 << 20);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
