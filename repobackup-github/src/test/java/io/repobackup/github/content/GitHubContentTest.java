package io.repobackup.github.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.github.host.GitHubApi;
import io.repobackup.github.host.GitHubHost;
import io.repobackup.github.scripted.Scene;
import io.repobackup.http.HttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GitHubContentTest {

    private final MockWebServer host = new MockWebServer();
    private final MockWebServer store = new MockWebServer();
    private final HttpClient http = HttpClient.builder().sleeper(wait -> {}).build();
    private GitHubContent content;

    @BeforeEach
    void start() throws IOException {
        host.start(InetAddress.getByName("127.0.0.1"), 0);
        store.start(InetAddress.getByName("127.0.0.1"), 0);
        content = new GitHubContent(new GitHubApi(
                http,
                GitHubHost.at(address(host, "")),
                CredentialsProvider.fixed("backup", new Credentials.Bearer(Secret.of("token".toCharArray())))));
    }

    @AfterEach
    void stop() {
        http.close();
        host.close();
        store.close();
    }

    private static URI address(MockWebServer server, String path) {
        return server.url("/" + path).newBuilder().host("127.0.0.1").build().uri();
    }

    private static ContentRef at(URI address) {
        return new ContentRef("id", Optional.empty(), OptionalLong.empty(), address);
    }

    private String read(URI address) throws IOException {
        try (InputStream bytes = content.open(Scene.repository(), at(address))) {
            return new String(bytes.readAllBytes(), UTF_8);
        }
    }

    private void redirectToTheStore() {
        host.enqueue(new MockResponse.Builder()
                .code(302)
                .setHeader("Location", address(store, "signed").toString())
                .build());
        store.enqueue(new MockResponse.Builder().body("bytes").build());
    }

    @Test
    void anAssetComesFromTheStoreWhichSeesNoCredentials() throws Exception {
        redirectToTheStore();
        assertThat(read(address(host, "api/v3/repos/acme/tools/releases/assets/1")))
                .isEqualTo("bytes");
        RecordedRequest asked = host.takeRequest();
        assertThat(asked.getHeaders().get("Accept")).isEqualTo("application/octet-stream");
        assertThat(asked.getHeaders().get("Authorization")).isEqualTo("Bearer token");
        assertThat(store.takeRequest().getHeaders().get("Authorization")).isNull();
    }

    @Test
    void anAttachmentIsAskedForWithTheCredentialsOfTheHost() throws Exception {
        redirectToTheStore();
        assertThat(read(address(host, "user-attachments/assets/1"))).isEqualTo("bytes");
        assertThat(host.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer token");
        assertThat(store.takeRequest().getHeaders().get("Authorization")).isNull();
    }

    @Test
    void anAttachmentAtAnotherHostSeesNoCredentials() throws Exception {
        store.enqueue(new MockResponse.Builder().body("bytes").build());
        assertThat(read(address(store, "42/1.png"))).isEqualTo("bytes");
        assertThat(store.takeRequest().getHeaders().get("Authorization")).isNull();
    }

    @Test
    void aPageToLogInIsNotTakenForTheFile() {
        host.enqueue(new MockResponse.Builder()
                .setHeader("Content-Type", "text/html; charset=utf-8")
                .body("<html>")
                .build());
        assertThatThrownBy(() -> read(address(host, "user-attachments/assets/1")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("have to log in");
    }

    @Test
    void whatIsGoneIsNotFound() {
        host.enqueue(new MockResponse.Builder().code(404).build());
        assertThatThrownBy(() -> read(address(host, "user-attachments/assets/1")))
                .isInstanceOf(NotFoundException.class);
    }
}
