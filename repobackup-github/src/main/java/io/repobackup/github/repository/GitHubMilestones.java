package io.repobackup.github.repository;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.PartContext;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.subject.Subject;
import io.repobackup.github.crawl.Entry;
import io.repobackup.github.crawl.Essence;
import io.repobackup.github.crawl.ListedKind;
import io.repobackup.github.crawl.Visit;
import io.repobackup.github.crawl.WholePart;
import io.repobackup.github.host.GitHubApi;
import java.time.Duration;

/**
 * Captures the milestones of a repository, open and closed, of the kind {@code milestones}, whole when one of them changed:
 * {@code GET /repos/{owner}/{repo}/milestones?state=all}. How many issues each has is no change.
 *
 * <p>Requests: ⌈n/100⌉ for n milestones, of which nothing counts in the budget when they are as they were; more than 100 are
 * read twice, the second time without counting.
 *
 * <p><i>Thread-safe and stateless.</i>
 */
public final class GitHubMilestones implements Snapshotter {

    /** How often to look, where no mark tells of changes. */
    public static final Duration CHECK_EVERY = Duration.ofDays(1);

    private static final ListedKind LIST = new ListedKind(
            "milestones", "milestones?state=all&per_page=100", number -> "milestones/" + number, Entry::number);

    private static final Essence DECISIONS = Essence.without("open_issues", "closed_issues", "updated_at");

    private final GitHubApi api;

    /** Asks this host. */
    public GitHubMilestones(GitHubApi api) {
        this.api = api;
    }

    @Override
    public Captured capture(Subject subject, PartContext context) {
        return WholePart.capture(Visit.repository(api, subject, context), LIST, DECISIONS, entries -> {});
    }
}
