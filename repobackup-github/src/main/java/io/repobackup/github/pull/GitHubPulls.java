package io.repobackup.github.pull;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.PartContext;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.subject.Subject;
import io.repobackup.github.content.Texts;
import io.repobackup.github.crawl.Crawls;
import io.repobackup.github.crawl.Entry;
import io.repobackup.github.crawl.Feature;
import io.repobackup.github.crawl.ListedKind;
import io.repobackup.github.crawl.Visit;
import io.repobackup.github.host.GitHubApi;
import java.time.Duration;

/**
 * Captures pull requests with everything that is about their code. Their conversations, events and references are captured
 * as those of issues.
 *
 * <table>
 * <caption>Kinds</caption>
 * <tr><th>kind</th><th>id</th><th>from</th></tr>
 * <tr><td>{@code pulls}</td><td>number</td><td>{@code GET /repos/{owner}/{repo}/pulls?state=all}, what changed last
 * first</td></tr>
 * <tr><td>{@code review-comments}</td><td>id</td><td>{@code GET /repos/{owner}/{repo}/pulls/comments?since=…}</td></tr>
 * <tr><td>{@code details}</td><td>number</td><td>GraphQL: how and by whom it was merged, how large it is, which
 * issues it closes</td></tr>
 * <tr><td>{@code reviews}</td><td>number/id</td><td>GraphQL</td></tr>
 * <tr><td>{@code threads}</td><td>number/node id</td><td>GraphQL: which are resolved, and by whom</td></tr>
 * </table>
 *
 * <p>Files that are attached to pull requests, reviews and review comments are linked.
 *
 * <p>Requests: the first time ⌈n/100⌉ for n pull requests, ⌈n/50⌉ in GraphQL of at most 7 points each, and ⌈c/94⌉ for c
 * review comments; 1 in GraphQL of 2 points for each hundred reviews or threads beyond the first hundred reviews or ten
 * threads of a pull request. Later 2, of which those count in the budget whose lists changed, and 1 in GraphQL when a pull
 * request changed. At longer intervals pull requests and review comments are gone through again, as the first time, to find
 * what was deleted or changed without a new time of change, and the open ones are asked for again in GraphQL.
 *
 * <p><i>Thread-safe and stateless.</i>
 */
public final class GitHubPulls implements Snapshotter {

    /** How often to look, where no mark tells of changes. */
    public static final Duration CHECK_EVERY = Duration.ofDays(1);

    /** How often everything is gone through: less than the time between looks, so that each look at a quiet repository does. */
    public static final Duration FULL_EVERY = Duration.ofDays(21);

    private static final ListedKind PULLS = new ListedKind(
            "pulls",
            "pulls?state=all&sort=updated&direction=desc&per_page=100",
            number -> "pulls/" + number,
            Entry::number);

    private static final ListedKind COMMENTS = new ListedKind(
            "review-comments",
            "pulls/comments?sort=updated&direction=asc&per_page=100",
            id -> "pulls/comments/" + id,
            Entry::id);

    private final GitHubApi api;
    private final Duration fullEvery;

    /** Asks this host, and goes through everything every three weeks. */
    public GitHubPulls(GitHubApi api) {
        this(api, FULL_EVERY);
    }

    /** Asks this host, and goes through everything every so often. */
    public GitHubPulls(GitHubApi api, Duration fullEvery) {
        this.api = api;
        this.fullEvery = fullEvery;
    }

    @Override
    public Captured capture(Subject subject, PartContext context) {
        Visit visit = Visit.repository(api, subject, context);
        Feature pulls = new Feature(visit, "has_pull_requests");
        Crawls crawls = new Crawls(visit);
        Texts texts = new Texts(api.host(), context);
        Talks talks = new Talks(visit, texts);
        boolean any = pulls.allows(() -> crawls.newest(PULLS, talks, fullEvery));
        any |= pulls.allows(() -> crawls.updated(COMMENTS, texts, fullEvery));
        crawls.missing(talks.hidden());
        return any ? crawls.captured() : new Captured.Missing("pull requests are switched off");
    }
}
