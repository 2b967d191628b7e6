package io.repobackup.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.MisconfiguredException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No credential is shown by anything. */
class SecretsTest {

    private static final String WRONG_KEY = "d3Jvbmcga2V5IHdyb25nIGtleSB3cm9uZyBrZXk=";
    private static final String TOKEN = "eyJ0b2tlbi5vZi50aGUudGVzdA";

    @Test
    void logsOfEverythingAtTheirMostTalkativeHoldNone() throws Exception {
        String container = Azurite.newContainer();
        String signature = TalkativeProgram.signature(container);
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TalkativeProgram.class.getName(),
                        Azurite.endpoint().toString(),
                        container)
                .redirectErrorStream(true);
        command.environment().put("AZURE_HTTP_LOG_DETAIL_LEVEL", "BODY_AND_HEADERS");
        Process program = command.start();
        program.getOutputStream()
                .write(String.join("\n", Azurite.KEY, WRONG_KEY, signature, TOKEN)
                        .getBytes(UTF_8));
        program.getOutputStream().close();
        String printed = new String(program.getInputStream().readAllBytes(), UTF_8);
        assertThat(Stream.of("the end", "AccessDeniedException", "StoredBlob[", "DEBUG com.azure", "FINE"))
                .as("that it was used, refused and logged")
                .allMatch(printed::contains);
        spellings(signature)
                .forEach(secret -> assertThat(printed.indexOf(secret))
                        .as("where the logs hold %s of a secret", secret.substring(0, 6))
                        .isNegative());
    }

    private static Stream<String> spellings(String signature) {
        String sig = signature.replaceAll(".*sig=([^&]+).*", "$1");
        return Stream.of(Azurite.KEY, WRONG_KEY, TOKEN, sig, URLDecoder.decode(sig, UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the whole secret without any name",
                "AccountName=a;the secret",
                "AccountName=a;BlobEndpoint=http://the secret",
                "AccountName=a",
                "AccountKey=the secret"
            })
    void aConnectionStringThatCannotBeReadIsNotQuoted(String text) {
        assertThatThrownBy(() -> AzureBlobSink.builder().connectionString(Secret.of(text.toCharArray())))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageNotContaining("secret without")
                .hasMessageNotContaining("the secret")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "azure://account/container?sig=hidden",
                "azure://account/container?sv=1&sas=hidden",
                "azure://me:hidden@account/container",
                "azure://account/container?endpoint=https://x.example?sig=hidden"
            })
    void aUrlWithASecretInItIsRefusedAndNotQuoted(String url) {
        AzureSinkProvider provider = new AzureSinkProvider((account, endpoint) ->
                Optional.of(AzureCredential.accountKey("account", Secret.of("a2V5".toCharArray()))));
        assertThatThrownBy(() -> provider.open(URI.create(url)))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageNotContaining("hidden");
    }

    @Test
    void nothingShowsWhatItWasGiven() {
        List<AzureCredential> all = List.of(
                AzureCredential.accountKey("account", Secret.of("hidden".toCharArray())),
                AzureCredential.sas(Secret.of("sig=hidden".toCharArray())),
                AzureCredential.connectionString(Secret.of("AccountName=account;AccountKey=hidden".toCharArray())));
        assertThat(all)
                .allSatisfy(credential -> assertThat(credential.toString()).doesNotContain("hidden"));
        assertThat(ConnectionText.of(Secret.of("AccountKey=hidden".toCharArray()))
                        .toString())
                .doesNotContain("hidden");
        assertThat(SignatureText.of(Secret.of("sig=hidden".toCharArray())).toString())
                .doesNotContain("hidden");
    }
}
