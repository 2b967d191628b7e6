package io.repobackup.github.issue;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.PartContext;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.subject.Subject;
import io.repobackup.github.content.Texts;
import io.repobackup.github.crawl.Crawls;
import io.repobackup.github.crawl.Entry;
import io.repobackup.github.crawl.Feature;
import io.repobackup.github.crawl.Follower;
import io.repobackup.github.crawl.ListedKind;
import io.repobackup.github.crawl.Visit;
import io.repobackup.github.host.GitHubApi;
import java.time.Duration;
import java.util.List;

/**
 * Captures issues with everything that was said and done about them. Pull requests are issues, too, and their conversations
 * are captured here.
 *
 * <table>
 * <caption>Kinds</caption>
 * <tr><th>kind</th><th>id</th><th>from</th></tr>
 * <tr><td>{@code issues}</td><td>number</td><td>{@code GET /repos/{owner}/{repo}/issues?state=all&since=…}</td></tr>
 * <tr><td>{@code comments}</td><td>id</td><td>{@code GET /repos/{owner}/{repo}/issues/comments?since=…}</td></tr>
 * <tr><td>{@code events}</td><td>id</td><td>{@code GET /repos/{owner}/{repo}/issues/events}, the newest first</td></tr>
 * <tr><td>{@code timeline}</td><td>number/node id</td><td>GraphQL, {@code timelineItems}: references, which events do not
 * tell</td></tr>
 * </table>
 *
 * <p>Where the host refuses to list events so far back, they are named as missing, then and each time that everything is gone
 * through; what refers to whom is complete all the same.
 *
 * <p>Files that are attached to issues and comments are linked.
 *
 * <p>Requests: the first time ⌈n/94⌉ for n issues, the same in GraphQL, ⌈c/94⌉ for c comments and ⌈e/100⌉ for e events.
 * Later 3, of which those count in the budget whose lists changed, and 1 in GraphQL when an issue changed. At longer
 * intervals issues, comments and references are gone through again, as the first time, to find what was deleted,
 * transferred, or changed without a new time of change; each one that vanished takes 1 request more.
 *
 * <p><i>Thread-safe and stateless.</i>
 */
public final class GitHubIssues implements Snapshotter {

    /** How often to look, where no mark tells of changes. */
    public static final Duration CHECK_EVERY = Duration.ofDays(1);

    /** How often everything is gone through: less than the time between looks, so that each look at a quiet repository does. */
    public static final Duration FULL_EVERY = Duration.ofDays(21);

    private static final ListedKind ISSUES = new ListedKind(
            "issues",
            "issues?state=all&sort=updated&direction=asc&per_page=100",
            number -> "issues/" + number,
            Entry::number);

    private static final ListedKind COMMENTS = new ListedKind(
            "comments",
            "issues/comments?sort=updated&direction=asc&per_page=100",
            id -> "issues/comments/" + id,
            Entry::id);

    private static final ListedKind EVENTS =
            new ListedKind("events", "issues/events?per_page=100", id -> "issues/events/" + id, Entry::id);

    private final GitHubApi api;
    private final Duration fullEvery;

    /** Asks this host, and goes through everything every three weeks. */
    public GitHubIssues(GitHubApi api) {
        this(api, FULL_EVERY);
    }

    /** Asks this host, and goes through everything every so often. */
    public GitHubIssues(GitHubApi api, Duration fullEvery) {
        this.api = api;
        this.fullEvery = fullEvery;
    }

    @Override
    public Captured capture(Subject subject, PartContext context) {
        Visit visit = Visit.repository(api, subject, context);
        Feature issues = new Feature(visit, "has_issues");
        Crawls crawls = new Crawls(visit);
        Texts texts = new Texts(api.host(), context);
        References references = new References(visit);
        boolean any = issues.allows(() -> crawls.updated(ISSUES, new Discussed(texts, references), fullEvery));
        any |= issues.allows(() -> crawls.updated(COMMENTS, texts, fullEvery));
        any |= issues.allows(() -> crawls.added(EVENTS, fullEvery));
        crawls.missing(references.hidden());
        return any ? crawls.captured() : new Captured.Missing("issues are switched off");
    }

    /** The texts of pull requests are linked by their own part. */
    private record Discussed(Texts texts, References references) implements Follower {

        @Override
        public void took(List<Entry> entries) {
            link(entries);
            references.took(entries);
        }

        @Override
        public void passed(List<Entry> entries) {
            link(entries);
            references.passed(entries);
        }

        private void link(List<Entry> entries) {
            texts.link(entries.stream()
                    .filter(entry -> entry.value().find("pull_request").isEmpty())
                    .toList());
        }
    }
}
