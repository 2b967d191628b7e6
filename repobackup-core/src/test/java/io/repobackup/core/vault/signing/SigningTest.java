package io.repobackup.core.vault.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.MisconfiguredException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SigningTest {

    private static final byte[] LINE = bytes("{\"format\":1}");
    private static final String VAULT = "01ke70ehg0215naht1y7ng2p9q";

    private final TestSigners signers = new TestSigners();
    private final Signer writer = signers.signer("worker 1", Role.WRITER);
    private final SignatureCheck check = new SignatureCheck(signers.require());

    @Nested
    class Keys {

        @Test
        void aKeyComesBackFromItsText() {
            SigningKey key = SigningKey.generate();
            SigningKey again = SigningKey.parse(spaced(key.secret()));
            RootKey root = RootKey.parse(signers.root.secret());

            assertThat(again.verifyingKey()).isEqualTo(key.verifyingKey());
            assertThat(again.sign(LINE)).isEqualTo(key.sign(LINE));
            assertThat(root.verifyingKey()).isEqualTo(signers.root.verifyingKey());
            assertThat(VerifyingKey.parse(key.verifyingKey().text())).isEqualTo(key.verifyingKey());
        }

        @Test
        void aKeyIsNotTakenForOneOfTheOtherKind() {
            Secret root = signers.root.secret();
            VerifyingKey signer = TestSigners.key(writer);

            assertThatThrownBy(() -> SigningKey.parse(root)).isInstanceOf(MisconfiguredException.class);
            assertThatThrownBy(() -> RootKey.parse(SigningKey.generate().secret()))
                    .isInstanceOf(MisconfiguredException.class);
            assertThatThrownBy(() -> SignaturePolicy.require(signer))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("recovery owner's key");
            assertThatThrownBy(() -> VerifyingKey.parse(new String(root.reveal())))
                    .isInstanceOf(MisconfiguredException.class);
        }

        @Test
        void aMistypedSecretIsNoticedAndNotShown() {
            String text = new String(SigningKey.generate().secret().reveal());
            int colon = text.indexOf(':');
            for (int at : List.of(colon + 1, colon + 20, colon + 60, text.length() - 3)) {
                String wrong = text.substring(0, at) + (text.charAt(at) == 'A' ? 'B' : 'A') + text.substring(at + 1);

                assertThatThrownBy(() -> SigningKey.parse(Secret.of(wrong.toCharArray())))
                        .isInstanceOf(MisconfiguredException.class)
                        .hasNoCause()
                        .hasMessageNotContaining(wrong.substring(colon + 1, colon + 12));
            }
            assertThatThrownBy(() -> SigningKey.parse(
                            Secret.of(text.substring(0, text.length() - 4).toCharArray())))
                    .isInstanceOf(MisconfiguredException.class);
        }

        @Test
        void nothingButTheSecretShowsIt() {
            SigningKey key = SigningKey.generate();
            String secret = new String(key.secret().reveal());
            String half = secret.substring(secret.indexOf(':') + 1, secret.indexOf(':') + 20);

            assertThat(key.toString()).doesNotContain(half);
            assertThat(Signer.of(key, certify(key)).toString()).doesNotContain(half);
            assertThat(key.secret().toString()).doesNotContain(half);
            assertThat(new String(Signer.of(key, certify(key)).sign(LINE), StandardCharsets.UTF_8))
                    .doesNotContain(half);
        }

        private Secret spaced(Secret secret) {
            return Secret.of((" " + new String(secret.reveal()) + "\n").toCharArray());
        }
    }

    @Nested
    class Certificates {

        @Test
        void aCertificateComesBackFromItsText() {
            Certificate certificate = writer.certificate();

            assertThat(Certificate.parse(certificate.text() + "\n")).isEqualTo(certificate);
            assertThat(certificate.statement().roles()).containsExactly(Role.WRITER);
            assertThat(certificate.statement().name()).isEqualTo("worker 1");
            assertThat(certificate.text()).doesNotContain("\n");
        }

        @Test
        void aChangedCertificateIsRefused() {
            String text = writer.certificate().text();

            assertThatThrownBy(() -> Certificate.parse(text.replace("writer", "pruner")))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("not what the root key in it signed");
            assertThatThrownBy(() -> Certificate.parse("{}")).isInstanceOf(MisconfiguredException.class);
            assertThatThrownBy(() -> Certificate.parse("certificate")).isInstanceOf(MisconfiguredException.class);
        }

        @Test
        void aCertificateOfAnotherKeyMakesNoSigner() {
            assertThatThrownBy(() -> Signer.of(SigningKey.generate(), writer.certificate()))
                    .isInstanceOf(MisconfiguredException.class);
        }

        @Test
        void whatCannotBeShownIsNoName() {
            VerifyingKey key = SigningKey.generate().verifyingKey();
            for (String name : List.of("", "a\nb", "\u202eabc", "x".repeat(101))) {
                assertThatThrownBy(() -> Statement.of(key, name, TestSigners.ISSUED, Role.WRITER))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }

        @Test
        void aRootThatSignsARecordVouchesForNothing() {
            String statement = new String(LINE, StandardCharsets.UTF_8);
            byte[] overStatement = Base64.getDecoder()
                    .decode(text(writer.certificate().encode().toBytes()).replaceAll(".*\"signature\":\"|\".*", ""));

            assertThat(signers.root.verifyingKey().verifies(bytes(statement), overStatement))
                    .isFalse();
            assertThat(signers.root
                            .verifyingKey()
                            .verifies(bytes(writer.certificate().statement().encode()), overStatement))
                    .as("the statement without its domain")
                    .isFalse();
            assertThat(signers.root
                            .verifyingKey()
                            .verifies(
                                    Certificate.message(
                                            writer.certificate().statement().encode()),
                                    overStatement))
                    .isTrue();
        }
    }

    @Nested
    class Judgement {

        @Test
        void aCertifiedKeyIsTrusted() {
            Verdict verdict = judge(writer.sign(LINE));

            assertThat(verdict.standing()).isEqualTo(Verdict.Standing.TRUSTED);
            assertThat(verdict.text()).contains("worker 1");
            assertThat(verdict.forRole(Role.WRITER, "records").standing()).isEqualTo(Verdict.Standing.TRUSTED);
            assertThat(verdict.forRole(Role.PRUNER, "records").standing()).isEqualTo(Verdict.Standing.NONE);
        }

        @Test
        void aSignatureOfOtherBytesCountsForNothing() {
            refused(judge(writer.sign(bytes("{\"format\":2}"))), "other bytes");
        }

        @Test
        void aKeyOfAnotherRootCountsForNothing() {
            refused(judge(new TestSigners().signer("worker 1", Role.WRITER).sign(LINE)), "not trusted");
        }

        @Test
        void aBorrowedCertificateCountsForNothing() {
            SigningKey thief = SigningKey.generate();
            byte[] line = SignatureLine.encode(thief.verifyingKey(), thief.sign(LINE), writer.certificate());

            refused(judge(line), "its certificate is for");
        }

        @Test
        void aChangedCertificateCountsForNothing() {
            String forged = text(writer.sign(LINE)).replace("writer", "pruner");

            refused(judge(bytes(forged)), "not what");
        }

        @Test
        void aCertificateForAnotherVaultCountsForNothing() {
            SigningKey key = SigningKey.generate();
            Statement statement = Statement.of(key.verifyingKey(), "one vault", TestSigners.ISSUED, Role.WRITER);
            Signer here = Signer.of(key, signers.root.certify(statement.onlyFor(VAULT)));
            Signer there = Signer.of(key, signers.root.certify(statement.onlyFor("01ke70ehg0215naht1y7ng2p9r")));

            assertThat(judge(here.sign(LINE)).standing()).isEqualTo(Verdict.Standing.TRUSTED);
            refused(judge(there.sign(LINE)), "another vault");
        }

        @Test
        void aRevokedKeyIsTold() {
            SignatureCheck without = new SignatureCheck(signers.require().without(TestSigners.key(writer)));

            Verdict verdict = without.judge(VAULT, LINE, Optional.of(writer.sign(LINE)));

            assertThat(verdict.standing()).isEqualTo(Verdict.Standing.REVOKED);
            assertThat(verdict.text()).contains("revoked");
        }

        @Test
        void eachOfTwoRootsIsTrusted() {
            TestSigners next = new TestSigners();
            SignatureCheck both = new SignatureCheck(signers.require().orOf(next.root.verifyingKey()));

            assertThat(both.judge(VAULT, LINE, Optional.of(writer.sign(LINE))).standing())
                    .isEqualTo(Verdict.Standing.TRUSTED);
            assertThat(both.judge(VAULT, LINE, Optional.of(next.everybody().sign(LINE)))
                            .standing())
                    .isEqualTo(Verdict.Standing.TRUSTED);
        }

        @Test
        void whatIsNoSignatureCountsForNothing() {
            for (String line : List.of("", "{}", "{\"key\":\"k\",\"signature\":\"s\"}", "x".repeat(20_000))) {
                refused(judge(bytes(line)), "second line");
            }
            refused(check.judge(VAULT, LINE, Optional.empty()), "not signed");
        }

        @Test
        void aKeyThatIsNoPointOfTheCurveCountsForNothing() {
            String base64 = TestSigners.key(writer).base64();
            String odd = Base64.getEncoder().encodeToString(new byte[] {
                2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
            });
            String root = signers.root.verifyingKey().base64();

            assertThat(judge(bytes(text(writer.sign(LINE)).replace(base64, odd)))
                            .standing())
                    .isEqualTo(Verdict.Standing.NONE);
            SignatureCheck trustsIt =
                    new SignatureCheck(SignaturePolicy.require(VerifyingKey.decode(VerifyingKey.Purpose.ROOT, odd)));
            assertThat(trustsIt.judge(
                                    VAULT,
                                    LINE,
                                    Optional.of(bytes(text(writer.sign(LINE)).replace(root, odd))))
                            .standing())
                    .isEqualTo(Verdict.Standing.NONE);
        }

        private Verdict judge(byte[] secondLine) {
            return check.judge(VAULT, LINE, Optional.of(secondLine));
        }

        private void refused(Verdict verdict, String why) {
            assertThat(verdict.standing()).isEqualTo(Verdict.Standing.NONE);
            assertThat(verdict.text()).contains(why);
        }
    }

    private Certificate certify(SigningKey key) {
        return signers.root.certify(Statement.of(key.verifyingKey(), "any", TestSigners.ISSUED, Role.WRITER));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
