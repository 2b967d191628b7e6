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
 * Captures the labels of a repository, of the kind {@code labels}, whole when one of them changed: {@code GET
 * /repos/{owner}/{repo}/labels}.
 *
 * <p>Requests: ⌈n/100⌉ for n labels, of which nothing counts in the budget when they are as they were; more than 100 are
 * read twice, the second time without counting.
 *
 * <p><i>Thread-safe and stateless.</i>
 */
public final class GitHubLabels implements Snapshotter {

    /** How often to look, where no mark tells of changes. */
    public static final Duration CHECK_EVERY = Duration.ofDays(1);

    private static final ListedKind LIST =
            new ListedKind("labels", "labels?per_page=100", id -> "labels/" + id, Entry::id);

    private final GitHubApi api;

    /** Asks this host. */
    public GitHubLabels(GitHubApi api) {
        this.api = api;
    }

    @Override
    public Captured capture(Subject subject, PartContext context) {
        return WholePart.capture(Visit.repository(api, subject, context), LIST, Essence.all(), entries -> {});
    }
}
