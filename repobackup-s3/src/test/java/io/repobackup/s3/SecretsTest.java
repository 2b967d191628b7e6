package io.repobackup.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run shows in its log, at its chattiest, and in its failures. */
class SecretsTest {

    /** No store is behind it. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    @ParameterizedTest
    @ValueSource(strings = {"ExpiredToken", "SignatureDoesNotMatch"})
    void aRunWithTheChattiestLogShowsNeitherKeyNorSecretNorToken(String code) throws Exception {
        try (Front front = Front.of(NOWHERE)) {
            front.always(request -> request.method().equals("GET"), Acts.error(403, code));
            front.always(
                    request -> request.target().contains("?uploads"),
                    Acts.answer(200, "<R><UploadId>u</UploadId></R>"));
            front.always(request -> request.method().equals("HEAD"), Acts.error(404, "NoSuchKey"));
            front.always(request -> true, Acts.answer(200, "", "ETag: \"1\""));
            String shown = outputOfATracedRun(front.endpoint());
            assertThat(shown)
                    .contains("software.amazon.awssdk")
                    .contains("org.apache.hc.client5")
                    .contains(code)
                    .doesNotContain(TracedRun.KEY_ID)
                    .doesNotContain(TracedRun.SECRET)
                    .doesNotContain(TracedRun.TOKEN);
            assertThat(front.requests())
                    .as("the token was sent")
                    .allMatch(request -> request.has("X-Amz-Security-Token: " + TracedRun.TOKEN));
        }
    }

    private static String outputOfATracedRun(URI endpoint) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                        "-Dorg.slf4j.simpleLogger.logFile=System.out",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TracedRun.class.getName(),
                        endpoint.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
