package io.repobackup.samples.cli;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.git.LfsRules;
import io.repobackup.api.source.Source;
import io.repobackup.core.source.GitSource;
import io.repobackup.github.GitHubSourceBuilder;
import io.repobackup.http.HttpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which repositories to back up, and who asks for them. */
final class SourceOptions {

    @Parameters(
            paramLabel = "<url or path>",
            arity = "0..*",
            description = "A repository: an https:// address, or the path of a local one.")
    List<String> addresses = new ArrayList<>();

    @Option(
            names = "--source-file",
            paramLabel = "FILE",
            description = "A file with one address on each line; blank lines and lines that begin with # do not count.")
    @Nullable
    Path file;

    @Option(
            names = "--source-id",
            paramLabel = "NAME",
            description = "A name for this list, which keeps its memory of what has not changed when addresses are"
                    + " added. Default: made from the addresses.")
    @Nullable
    String id;

    @Option(
            names = "--lfs",
            paramLabel = "RULE",
            description =
                    "Which LFS objects to back up: off, for none; same-host, for those that the repository's own host"
                            + " has; any-host, for those at other hosts that it names, too. Default: same-host;"
                            + " any-host with --source, for GitHub keeps them elsewhere.",
            converter = LfsConverter.class)
    @Nullable
    LfsRules lfs;

    @Mixin
    CredentialOptions credentials = new CredentialOptions();

    @Mixin
    HostOptions host = new HostOptions();

    /** What is named; asks hosts through this client. */
    Source source(Terminal terminal, HttpClient http) {
        if (host.address == null) {
            return list(terminal);
        }
        if (!addresses.isEmpty() || file != null || id != null) {
            throw new MisconfiguredException("--source names all there is to back up; leave out the addresses,"
                    + " --source-file and --source-id, or back them up in a run of their own");
        }
        GitHubSourceBuilder builder = host.source(host.address, http, credentials, terminal);
        return (lfs == null ? builder : builder.lfs(lfs)).build();
    }

    private Source list(Terminal terminal) {
        GitSource.Builder builder = GitSource.builder()
                .credentials(credentials.provider(terminal))
                .lfs(lfs == null ? LfsRules.SAME_HOST : lfs);
        addresses.forEach(builder::repository);
        if (file != null) {
            lines(file).forEach(builder::repository);
        }
        if (id != null) {
            builder.id(id);
        }
        return builder.build();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new MisconfiguredException(
                    "Cannot read the list of repositories " + file + " (" + e.getMessage()
                            + "); name a text file with one address on each line",
                    e);
        }
    }
}
