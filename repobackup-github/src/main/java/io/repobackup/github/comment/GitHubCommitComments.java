package io.repobackup.github.comment;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.PartContext;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.subject.Subject;
import io.repobackup.github.content.Texts;
import io.repobackup.github.crawl.Entry;
import io.repobackup.github.crawl.Essence;
import io.repobackup.github.crawl.ListedKind;
import io.repobackup.github.crawl.Visit;
import io.repobackup.github.crawl.WholePart;
import io.repobackup.github.host.GitHubApi;
import java.time.Duration;

/**
 * Captures the comments on commits, of the kind {@code commit-comments}, with what is attached to them: {@code GET
 * /repos/{owner}/{repo}/comments}. The host lists the oldest first and has no {@code since}; a page that is as it was is
 * recognised, and most repositories have one page or none, so that the list is taken whole when one comment changed.
 *
 * <p>Requests: ⌈n/100⌉ for n comments, of which nothing counts in the budget when they are as they were. When one changed,
 * more than 100 are read again whole, and once more without counting.
 *
 * <p><i>Thread-safe and stateless.</i>
 */
public final class GitHubCommitComments implements Snapshotter {

    /** How often to look, where no mark tells of changes. */
    public static final Duration CHECK_EVERY = Duration.ofDays(1);

    private static final ListedKind LIST =
            new ListedKind("commit-comments", "comments?per_page=100", id -> "comments/" + id, Entry::id);

    private final GitHubApi api;

    /** Asks this host. */
    public GitHubCommitComments(GitHubApi api) {
        this.api = api;
    }

    @Override
    public Captured capture(Subject subject, PartContext context) {
        Texts texts = new Texts(api.host(), context);
        return WholePart.capture(Visit.repository(api, subject, context), LIST, Essence.all(), texts::link);
    }
}
