package io.repobackup.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.MisconfiguredException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgeKeysTest {

    /** Made by age-keygen 1.1.1 for this test. */
    private static final String RECIPIENT = "age1f3szrj4q4vjy8wwjw6qe008y50u0z25u7p4tgnpvm75rrztjrqdsg6l3ux";

    private static final String SECRET = "AGE-SECRET-KEY-1DN6EC3TPXTT03P6PY22FQPANGTR63MXQ36MDRYJT3RRURDG3GUFSTKCK4G";
    private static final String FINGERPRINT = "age-x25519:402c3a0d522ffb70a2cb44e7874fa047";

    @Nested
    class Recipients {

        @Test
        void aRecipientIsReadWithWhiteSpaceAroundIt() {
            assertThat(AgeRecipient.parse("  " + RECIPIENT + "\n").text()).isEqualTo(RECIPIENT);
        }

        @Test
        void theFingerprintIsTheBeginningOfTheDigestOfTheText() {
            assertThat(AgeRecipient.parse(RECIPIENT).fingerprint()).isEqualTo(FINGERPRINT);
        }

        @Test
        void everyMistypedLetterIsFound() {
            for (int at = 4; at < RECIPIENT.length(); at++) {
                char wrong = RECIPIENT.charAt(at) == 'q' ? 'p' : 'q';
                String mistyped = RECIPIENT.substring(0, at) + wrong + RECIPIENT.substring(at + 1);
                assertThatThrownBy(() -> AgeRecipient.parse(mistyped))
                        .as(mistyped)
                        .isInstanceOf(MisconfiguredException.class)
                        .hasMessageContaining(mistyped)
                        .hasMessageContaining("mistyped");
            }
        }

        @Test
        void whatIsCutCapitalOrOfAnotherKindIsRefused() {
            for (int length = 0; length < RECIPIENT.length(); length++) {
                String cut = RECIPIENT.substring(0, length);
                assertThatThrownBy(() -> AgeRecipient.parse(cut)).as(cut).isInstanceOf(MisconfiguredException.class);
            }
            for (String other : new String[] {
                RECIPIENT.toUpperCase(Locale.ROOT),
                RECIPIENT.substring(0, 20).toUpperCase(Locale.ROOT) + RECIPIENT.substring(20),
                RECIPIENT + RECIPIENT,
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA",
                "age1yubikey1q2w7u3vpya839jxxuq8g0sedh3d740d4xvn639sqhr95ejj8vu3hyfumptt",
                "age1",
                "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"
            }) {
                assertThatThrownBy(() -> AgeRecipient.parse(other))
                        .as(other)
                        .isInstanceOf(MisconfiguredException.class);
            }
        }

        @Test
        void aSecretKeyInPlaceOfARecipientIsRefusedAndNotShown() {
            for (String secret : new String[] {
                SECRET,
                " " + SECRET + "\n",
                SECRET.toLowerCase(Locale.ROOT),
                "# public key: x\n" + SECRET,
                // Cut where it was copied, so that it looks like nothing known.
                SECRET.substring(4),
                SECRET.substring(17),
                SECRET.substring(30)
            }) {
                assertThatThrownBy(() -> AgeRecipient.parse(secret))
                        .isInstanceOf(MisconfiguredException.class)
                        .satisfies(e -> assertThat(e.toString().toUpperCase(Locale.ROOT))
                                .doesNotContain(SECRET.substring(40, 60)))
                        .hasNoCause();
            }
        }
    }

    @Nested
    class Identities {

        @Test
        void theRecipientOfASecretKeyIsTheOneThatAgeShows() {
            assertThat(identity(SECRET).recipient().text()).isEqualTo(RECIPIENT);
        }

        @Test
        void aKeyFileIsReadWithCommentsAndWhiteSpace() {
            for (String file : new String[] {
                SECRET,
                SECRET + "\n",
                "# created: 2026-11-21T11:07:56Z\n# public key: " + RECIPIENT + "\n" + SECRET + "\n",
                "\r\n# of the vault\r\n\r\n  " + SECRET + "  \r\n\r\n",
            }) {
                assertThat(identity(file).recipient().text()).as(file).isEqualTo(RECIPIENT);
            }
        }

        @Test
        void aKeyFileIsWrittenAsAgeKeygenDoes() {
            Secret file = identity(SECRET).keyFile(Instant.parse("2026-11-21T11:07:56.123Z"));
            assertThat(String.valueOf(file.reveal()))
                    .isEqualTo("# created: 2026-11-21T11:07:56Z\n# public key: " + RECIPIENT + "\n" + SECRET + "\n");
        }

        @Test
        void severalKeysOfOneFileAreReadInTheirOrder() {
            AgeIdentity other = AgeIdentity.generate();
            Secret file = Secret.of(
                    (SECRET + "\n# and\n" + String.valueOf(other.secret().reveal())).toCharArray());
            assertThat(AgeIdentity.parseAll(file))
                    .extracting(AgeIdentity::recipient)
                    .containsExactly(AgeRecipient.parse(RECIPIENT), other.recipient());
            assertThatThrownBy(() -> AgeIdentity.parse(file))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("there are 2");
        }

        @Test
        void whatIsNoKeyFileIsRefusedByItsLineAndNotShown() {
            assertRefused("", "there is none");
            assertRefused("# only a comment\n", "there is none");
            assertRefused("# one\n" + RECIPIENT + "\n", "line 2 is a recipient");
            assertRefused(SECRET.toLowerCase(Locale.ROOT), "line 1 is a secret key in small letters");
            assertRefused("# one\n\n" + SECRET.substring(0, 70) + "\n", "line 3 is mistyped or not whole");
            assertRefused(SECRET.substring(0, 30) + "Q" + SECRET.substring(31), "line 1 is mistyped");
            assertRefused(SECRET.substring(1), "line 1 is no X25519 key");
            assertRefused("AGE-PLUGIN-YUBIKEY-1QQPQZQXSQYP", "line 1 is no X25519 key");
            assertRefused("age-encryption.org/v1\n-> scrypt x 18\n", "encrypted itself");
            assertRefused("-----BEGIN AGE ENCRYPTED FILE-----\n", "encrypted itself");
        }

        @Test
        void noKeyIsShown() {
            AgeIdentity identity = identity(SECRET);
            assertThat(identity.toString()).isEqualTo("AgeIdentity[" + FINGERPRINT + "]");
            assertThat(identity.secret() + "" + identity.keyFile(Instant.EPOCH)).doesNotContain("AGE-SECRET");
        }

        @Test
        void generatedKeysDiffer() {
            assertThat(AgeIdentity.generate().recipient())
                    .isNotEqualTo(AgeIdentity.generate().recipient());
        }

        private static void assertRefused(String file, String why) {
            assertThatThrownBy(() -> identity(file))
                    .as(why)
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining(why)
                    .hasNoCause()
                    .satisfies(e ->
                            assertThat(e.toString().toUpperCase(Locale.ROOT)).doesNotContain(SECRET.substring(40, 60)));
        }
    }

    @Nested
    class BesideTheProgram {

        private final Path folder;

        BesideTheProgram(@TempDir Path folder) {
            AgeProgram.require();
            this.folder = folder;
        }

        @Test
        void ageReadsTheKeysThatAreMadeHere() {
            AgeIdentity identity = AgeIdentity.generate();
            String key = AgeProgram.keyFile(identity, folder).toString();
            assertThat(AgeProgram.run(new byte[0], "age-keygen", "-y", key)
                            .text()
                            .strip())
                    .isEqualTo(identity.recipient().text());
        }

        @Test
        void theKeysThatAgeMakesAreReadHere() throws Exception {
            for (int i = 0; i < 20; i++) {
                Path file = folder.resolve("key" + i);
                AgeProgram.run(new byte[0], "age-keygen", "-o", file.toString());
                String text = Files.readString(file);
                AgeIdentity identity = identity(text);
                assertThat(text).contains("# public key: " + identity.recipient() + "\n");
                assertThatCode(() -> AgeRecipient.parse(identity.recipient().text()))
                        .doesNotThrowAnyException();
            }
        }
    }

    private static AgeIdentity identity(String file) {
        return AgeIdentity.parse(Secret.of(file.toCharArray()));
    }
}
