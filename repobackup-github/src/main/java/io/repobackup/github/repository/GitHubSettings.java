package io.repobackup.github.repository;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.PartContext;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.subject.Subject;
import io.repobackup.github.crawl.Document;
import io.repobackup.github.crawl.Essence;
import io.repobackup.github.crawl.Visit;
import io.repobackup.github.host.GitHubApi;
import java.time.Duration;

/**
 * Captures what a repository is set to, its topics included: {@code GET /repos/{owner}/{repo}}, the one item of the kind
 * {@code repository}. Only what somebody decided counts as a change; stars, sizes, and the times of pushes do not, and are
 * backed up as they are when something else changes. A token for cloning that the host puts into the document is not kept.
 *
 * <p>Requests: 1, of which nothing counts in the budget when the document is as it was.
 *
 * <p><i>Thread-safe and stateless.</i>
 */
public final class GitHubSettings implements Snapshotter {

    /** How often to look, where no mark tells of changes. */
    public static final Duration CHECK_EVERY = Duration.ofDays(1);

    private static final Essence DECISIONS = Essence.without(
            "stargazers_count",
            "watchers_count",
            "watchers",
            "subscribers_count",
            "forks_count",
            "forks",
            "network_count",
            "open_issues_count",
            "open_issues",
            "size",
            "pushed_at",
            "updated_at",
            "language",
            "temp_clone_token",
            "permissions");

    private final GitHubApi api;

    /** Asks this host. */
    public GitHubSettings(GitHubApi api) {
        this.api = api;
    }

    @Override
    public Captured capture(Subject subject, PartContext context) {
        return new Document(Visit.repository(api, subject, context), "repository", DECISIONS).capture();
    }
}
