package io.repobackup.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.core.http.HttpClient;
import com.azure.core.http.okhttp.OkHttpAsyncHttpClientBuilder;
import com.azure.core.util.Configuration;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import io.repobackup.api.credential.Secret;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One Azurite for all tests of this JVM, in memory; ended with it. Where the program {@code azurite-blob} is missing, tests
 * skip loudly, and under CI they fail.
 */
final class Azurite {

    static final String ACCOUNT = "devstoreaccount1";
    /** Published by Azurite's maker. */
    static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static final String PROGRAM = "azurite-blob";
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");
    private static final AtomicInteger CONTAINERS = new AtomicInteger();

    private Azurite() {}

    /** The address of its account. */
    static URI endpoint() {
        return Running.ENDPOINT;
    }

    static void require() {
        boolean there = isOnPath();
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as(PROGRAM + ", which .ci/run installs").isTrue();
        }
        assumeTrue(there, "SKIPPED: needs " + PROGRAM + " on the path; .ci/run installs it");
    }

    static AzureCredential credential() {
        return AzureCredential.accountKey(ACCOUNT, Secret.of(KEY.toCharArray()));
    }

    /** A container of one's own. */
    static String newContainer() {
        require();
        String name = "test-" + CONTAINERS.incrementAndGet();
        container(name).create();
        return name;
    }

    /** What a person with the account's key would use beside our sink. */
    static BlobContainerClient container(String name) {
        return new BlobServiceClientBuilder()
                .connectionString(connectionString())
                .httpClient(Running.CLIENT)
                .configuration(Configuration.NONE)
                .buildClient()
                .getBlobContainerClient(name);
    }

    static String connectionString() {
        return "DefaultEndpointsProtocol=http;AccountName=" + ACCOUNT + ";AccountKey=" + KEY + ";BlobEndpoint="
                + endpoint();
    }

    static AzureBlobSink.Builder sink(String container) {
        return AzureBlobSink.builder()
                .endpoint(endpoint())
                .credential(credential())
                .container(container);
    }

    private static boolean isOnPath() {
        String path = System.getenv("PATH");
        return path != null
                && Stream.of(path.split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
    }

    /** Started when it is first asked for. */
    private static final class Running {

        static final HttpClient CLIENT = new OkHttpAsyncHttpClientBuilder()
                .configuration(Configuration.NONE)
                .build();
        static final URI ENDPOINT = start();

        private static URI start() {
            try {
                Process process = new ProcessBuilder(
                                PROGRAM,
                                "--blobHost",
                                "127.0.0.1",
                                "--blobPort",
                                "0",
                                "--inMemoryPersistence",
                                "--skipApiVersionCheck",
                                "--disableTelemetry",
                                "--silent")
                        .directory(Files.createTempDirectory("azurite").toFile())
                        .redirectErrorStream(true)
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
                return URI.create("http://127.0.0.1:" + port(process) + "/" + ACCOUNT);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String port(Process process) throws IOException {
            BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
            StringBuilder said = new StringBuilder();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.append(line).append('\n');
                Matcher address = ADDRESS.matcher(line);
                if (line.contains("successfully listens") && address.find()) {
                    return address.group(1);
                }
            }
            throw new IOException(PROGRAM + " ended without listening: " + said);
        }
    }
}
