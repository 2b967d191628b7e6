package io.repobackup.github.owner;

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
 * Captures what an organisation is set to: {@code GET /orgs/{org}}, the one item of the kind {@code organization}. Counters
 * and sizes are no change.
 *
 * <p>Requests: 1, of which nothing counts in the budget when the document is as it was.
 *
 * <p><i>Thread-safe and stateless.</i>
 */
public final class GitHubOrganization implements Snapshotter {

    /** How often to look, where no mark tells of changes. */
    public static final Duration CHECK_EVERY = Duration.ofDays(1);

    private static final Essence DECISIONS = Essence.without(
            "public_repos",
            "public_gists",
            "private_gists",
            "total_private_repos",
            "owned_private_repos",
            "followers",
            "following",
            "disk_usage",
            "collaborators",
            "filled_seats",
            "updated_at");

    private final GitHubApi api;

    /** Asks this host. */
    public GitHubOrganization(GitHubApi api) {
        this.api = api;
    }

    @Override
    public Captured capture(Subject subject, PartContext context) {
        return new Document(Visit.organization(api, subject, context), "organization", DECISIONS).capture();
    }
}
