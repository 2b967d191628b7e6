package io.repobackup.samples.cli;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.github.GitHubApp;
import io.repobackup.github.GitHubCredentials;
import io.repobackup.github.GitHubSourceBuilder;
import io.repobackup.github.inventory.Choice;
import io.repobackup.http.HttpClient;
import io.repobackup.http.limit.Budget;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A whole organisation as a source, and which of its repositories. */
final class HostOptions {

    @Option(
            names = "--source",
            paramLabel = "HOST:WHAT",
            converter = HostAddress.Converter.class,
            description = "Everything of an organisation instead of single repositories: github:acme. Also"
                    + " github:users/alice, github:acme/tools,acme/web, or github:installations with an App.")
    @Nullable
    HostAddress address;

    @Option(
            names = "--host",
            paramLabel = "URL",
            description = "Where people look at the GitHub Enterprise Server, instead of https://github.com.")
    @Nullable
    URI host;

    @Option(names = "--app-id", paramLabel = "ID", description = "The App that asks, by its id or client id.")
    @Nullable
    String appId;

    @Option(names = "--app-key", paramLabel = "FILE", description = "The file with the private key of the App.")
    @Nullable
    Path appKey;

    @Option(
            names = "--installation",
            paramLabel = "ID",
            description = "Only this installation of the App. May be repeated. Default: all.")
    List<Long> installations = new ArrayList<>();

    @Option(
            names = "--only",
            paramLabel = "GLOB",
            description = "Only repositories with such a name: web-*. May be repeated.")
    List<String> only = new ArrayList<>();

    @Option(names = "--except", paramLabel = "GLOB", description = "No repositories with such a name. May be repeated.")
    List<String> except = new ArrayList<>();

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Only repositories with this topic. May be repeated.")
    List<String> topics = new ArrayList<>();

    @Option(names = "--no-archived", description = "No archived repositories.")
    boolean noArchived;

    @Option(names = "--no-forks", description = "No forks.")
    boolean noForks;

    @Option(
            names = "--accept-fewer",
            description = "Believe for this run that most repositories are gone from the host.")
    boolean acceptFewer;

    boolean isGiven() {
        return address != null;
    }

    GitHubSourceBuilder source(HostAddress what, HttpClient http, CredentialOptions credentials, Terminal terminal) {
        GitHubSourceBuilder builder = what.builder().http(http);
        if (host != null) {
            builder.host(host);
        }
        if (appId == null && appKey == null) {
            builder.credentials(GitHubCredentials.token(credentials.name(), credentials.token(terminal)));
        } else {
            builder.app(app());
        }
        return filtered(builder);
    }

    /** What the host told of the token's limits; nothing for an App, each of whose installations has its own. */
    Collection<Budget> budgets(HttpClient http, CredentialOptions credentials) {
        return http.budgets(CredentialsProvider.fixed(credentials.name(), Credentials.None.NONE));
    }

    private GitHubSourceBuilder filtered(GitHubSourceBuilder builder) {
        if (!only.isEmpty()) {
            builder.names(only.toArray(String[]::new));
        }
        if (!except.isEmpty()) {
            builder.exceptNames(except.toArray(String[]::new));
        }
        if (!topics.isEmpty()) {
            builder.topics(topics.toArray(String[]::new));
        }
        if (noArchived) {
            builder.archived(Choice.LEFT_OUT);
        }
        if (noForks) {
            builder.forks(Choice.LEFT_OUT);
        }
        return acceptFewer ? builder.acceptingFewer() : builder;
    }

    private GitHubApp app() {
        if (appId == null || appKey == null) {
            throw new MisconfiguredException("An App needs both --app-id and --app-key; they are in its settings");
        }
        GitHubApp.Builder builder = GitHubApp.builder().privateKey(KeyFiles.secret(appKey));
        installations.forEach(builder::onlyInstallation);
        return (appId.matches("[0-9]{1,18}") ? builder.id(Long.parseLong(appId)) : builder.clientId(appId)).build();
    }
}
