package io.repobackup.github.scripted;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.subject.Owner;
import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.Subject;
import io.repobackup.github.host.GitHubApi;
import io.repobackup.github.host.GitHubHost;
import io.repobackup.http.HttpClient;
import io.repobackup.http.limit.LimitRule;
import io.repobackup.testkit.capture.InMemoryPartContext;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** A scripted host with a repository and an organisation, and who asks it. <i>Confined to one thread at a time.</i> */
public final class Scene implements AutoCloseable {

    /** Long before the clock of the captures. */
    public static final Instant BEGINNING = Instant.parse("2025-01-01T00:00:00Z");

    public final ScriptedHost host = new ScriptedHost();
    private final HttpClient http = HttpClient.builder()
            .sleeper(wait -> {})
            .limits(LimitRule.standard().withLongestWait(Duration.ofSeconds(1)))
            .build();
    public final GitHubApi api = new GitHubApi(http, GitHubHost.at(host.web()), CredentialsProvider.none());

    public static Subject repository() {
        return RemoteRepository.builder(new RepositoryId("127.0.0.1", "77"))
                .name("acme/tools")
                .url(URI.create("http://127.0.0.1/acme/tools"))
                .build();
    }

    public static Subject organization() {
        return Owner.builder(new OwnerId("127.0.0.1", "5"))
                .name("acme")
                .url(URI.create("http://127.0.0.1/acme"))
                .build();
    }

    /** So many items in a list, a minute after each other. */
    public void fill(String path, int number) {
        for (int i = 1; i <= number; i++) {
            host.list(path).add(new ScriptedItem(i, BEGINNING.plusSeconds(60L * i)).with("body", "\"text " + i + "\""));
        }
    }

    public ScriptedItem item(String path, long id) {
        return host.list(path).stream()
                .filter(item -> item.id() == id)
                .findFirst()
                .orElseThrow();
    }

    /** A capture of the repository, which takes effect. */
    public Captured capture(InMemoryPartContext context, Function<GitHubApi, Snapshotter> part) {
        return context.capture(part.apply(api), repository());
    }

    @Override
    public void close() {
        http.close();
        host.close();
    }
}
