package io.repobackup.github.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.http.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppKeyTest {

    private static final KeyPair PAIR = Keys.generate(2048);
    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 3072})
    void aKeyAsGitHubHandsItOutIsTheSameAsInPkcs8(int bits) {
        KeyPair pair = Keys.generate(bits);
        assertThat(PrivateKeys.parse(Keys.secret(Keys.pkcs1(pair.getPrivate()))))
                .isEqualTo(pair.getPrivate());
        assertThat(PrivateKeys.parse(Keys.secret(Keys.pkcs8(pair.getPrivate()))))
                .isEqualTo(pair.getPrivate());
    }

    @Test
    void lineBreaksMayBeThoseOfWindowsOrWrittenOut() {
        String pem = Keys.pkcs1(PAIR.getPrivate());
        for (String text : new String[] {
            pem.replace("\n", "\r\n"), pem.replace("\n", "\\n"), "  \n" + pem + "\n", pem.replace("\n", "\\r\\n")
        }) {
            assertThat(PrivateKeys.parse(Keys.secret(text))).isEqualTo(PAIR.getPrivate());
        }
    }

    @Test
    void aTokenSaysWhoAskedAndForHowLongAndIsSigned() throws Exception {
        AppKey key = AppKey.of("Iv1.8a61f9b3a7aba766", Keys.secret(Keys.pkcs1(PAIR.getPrivate())));

        String[] token = new String(key.sign(NOW).reveal()).split("\\.");

        assertThat(new String(Base64.getUrlDecoder().decode(token[0]), StandardCharsets.UTF_8))
                .isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
        JsonValue claims = JsonValue.parse(Base64.getUrlDecoder().decode(token[1]));
        assertThat(claims.at("iss").text()).isEqualTo("Iv1.8a61f9b3a7aba766");
        assertThat(claims.at("iat").number()).isEqualTo(NOW.getEpochSecond() - 60);
        assertThat(claims.at("exp").number())
                .isEqualTo(NOW.plus(Duration.ofMinutes(9)).getEpochSecond());
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(PAIR.getPublic());
        signature.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(token[2]))).isTrue();
    }

    @Test
    void whatIsNoPrivateRsaKeyIsRefusedWithoutShowingIt() throws Exception {
        String whole = Keys.pkcs1(PAIR.getPrivate());
        String elliptic = Keys.pem(
                "PRIVATE KEY",
                KeyPairGenerator.getInstance("EC")
                        .generateKeyPair()
                        .getPrivate()
                        .getEncoded());
        String[][] wrong = {
            {"", "BEGIN RSA PRIVATE KEY"},
            {"hunter2", "BEGIN RSA PRIVATE KEY"},
            {whole.substring(0, 400), "BEGIN RSA PRIVATE KEY"},
            {whole.replaceFirst("\\A(-[^\n]*\n)(?:[^\n]*\n){4}", "$1"), "cannot be read"},
            {whole.replace("-----\nM", "-----\nProc-Type: 4,ENCRYPTED\n\nM"), "decrypt it"},
            {Keys.pem("ENCRYPTED PRIVATE KEY", new byte[] {1}), "decrypt it"},
            {Keys.pem("PUBLIC KEY", PAIR.getPublic().getEncoded()), "not a PUBLIC KEY"},
            {elliptic, "cannot be read"},
            {Keys.pem("RSA PRIVATE KEY", new byte[0]), "cannot be read"}
        };
        for (String[] each : wrong) {
            assertThatExceptionOfType(MisconfiguredException.class)
                    .as(each[1])
                    .isThrownBy(() -> AppKey.of("1", Keys.secret(each[0])))
                    .withMessageContaining(each[1])
                    .satisfies(failure -> {
                        String body = whole.substring(40, 80);
                        assertThat(failure.getMessage()).doesNotContain("hunter2", body);
                        assertThat(failure.getCause()).isNull();
                    });
        }
    }

    @Test
    void anIssuerThatIsNoneIsRefused() {
        assertThatExceptionOfType(MisconfiguredException.class)
                .isThrownBy(() -> AppKey.of("my app", Keys.secret(Keys.pkcs1(PAIR.getPrivate()))))
                .withMessageContaining("client id");
    }

    @Test
    void nothingOfAKeyIsShown() {
        assertThat(AppKey.of("7", Keys.secret(Keys.pkcs1(PAIR.getPrivate())))).hasToString("AppKey[7]");
    }
}
