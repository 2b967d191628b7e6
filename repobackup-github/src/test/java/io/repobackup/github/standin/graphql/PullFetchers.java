package io.repobackup.github.standin.graphql;

import io.repobackup.github.standin.world.Comment;
import io.repobackup.github.standin.world.Pull;
import io.repobackup.github.standin.world.Review;
import io.repobackup.github.standin.world.ReviewThread;
import io.repobackup.github.standin.world.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pull requests with their reviews and threads. */
final class PullFetchers {

    private static final String TYPE = "PullRequest";

    private final IssueFetchers issues;

    PullFetchers(IssueFetchers issues) {
        this.issues = issues;
    }

    void addTo(Fetchers fetchers) {
        fetchers.<Pull>on(TYPE, "title", (pull, asked) -> pull.issue().fact("title"))
                .<Pull>on(TYPE, "body", (pull, asked) -> pull.issue().text("body", ""))
                .<Pull>on(TYPE, "closedAt", (pull, asked) -> pull.issue().fact("closed_at"))
                .<Pull>on(TYPE, "locked", (pull, asked) -> pull.issue().is("locked"))
                .<Pull>on(TYPE, "author", (pull, asked) -> pull.issue().author())
                .<Pull>on(TYPE, "number", (pull, asked) -> pull.issue().number())
                .<Pull>on(TYPE, "url", (pull, asked) -> issues.url(pull.issue()))
                .<Pull>on(TYPE, "permalink", (pull, asked) -> issues.url(pull.issue()))
                .<Pull>on(TYPE, "state", (pull, asked) -> state(pull))
                .<Pull>on(TYPE, "closed", (pull, asked) -> !state(pull).equals("OPEN"))
                .<Pull>on(TYPE, "isDraft", (pull, asked) -> pull.is("draft"))
                .<Pull>on(TYPE, "repository", (pull, asked) -> pull.issue().repository())
                .<Pull>on(TYPE, "milestone", (pull, asked) -> pull.issue().milestone())
                .<Pull>on(
                        TYPE,
                        "labels",
                        (pull, asked) -> Connections.of(asked, pull.issue().labels()))
                .<Pull>on(
                        TYPE,
                        "assignees",
                        (pull, asked) -> Connections.of(asked, pull.issue().assignees()))
                .<Pull>on(
                        TYPE,
                        "comments",
                        (pull, asked) -> Connections.ordered(
                                asked, List.copyOf(pull.issue().comments())))
                .<Pull>on(TYPE, "timelineItems", (pull, asked) -> IssueFetchers.timeline(asked, pull.issue()))
                .<Pull>on(TYPE, "headRefName", (pull, asked) -> pull.branch())
                .<Pull>on(TYPE, "baseRefName", (pull, asked) -> "main")
                .<Pull>on(TYPE, "merged", (pull, asked) -> pull.isMerged())
                .<Pull>on(TYPE, "mergedBy", (pull, asked) -> pull.mergedBy())
                .<Pull>on(TYPE, "mergeCommit", (pull, asked) -> commit(pull.fact("merge_commit_sha")));
        reviews(fetchers);
    }

    private void reviews(Fetchers fetchers) {
        fetchers.<Pull>on(TYPE, "reviews", (pull, asked) -> Connections.of(asked, List.copyOf(pull.reviews())))
                .<Pull>on(TYPE, "reviewThreads", (pull, asked) -> Connections.of(asked, pull.threads()))
                .<Pull>on(TYPE, "closingIssuesReferences", (pull, asked) -> Connections.of(asked, pull.closes()))
                .<Pull>on(TYPE, "reviewRequests", (pull, asked) -> Connections.ofPlain(asked, requests(pull)))
                .<Review>on("PullRequestReview", "author", (review, asked) -> review.author())
                .<Review>on("PullRequestReview", "pullRequest", (review, asked) -> review.pull())
                .<Review>on(
                        "PullRequestReview", "comments", (review, asked) -> Connections.of(asked, review.comments()))
                .<ReviewThread>on(
                        "PullRequestReviewThread",
                        "isResolved",
                        (thread, asked) -> thread.resolvedBy().isPresent())
                .<ReviewThread>on("PullRequestReviewThread", "resolvedBy", (thread, asked) -> thread.resolvedBy())
                .<ReviewThread>on("PullRequestReviewThread", "path", (thread, asked) -> thread.path())
                .<ReviewThread>on("PullRequestReviewThread", "line", (thread, asked) -> thread.line())
                .<ReviewThread>on("PullRequestReviewThread", "pullRequest", (thread, asked) -> thread.pull())
                .<ReviewThread>on(
                        "PullRequestReviewThread",
                        "comments",
                        (thread, asked) -> Connections.of(asked, thread.comments()))
                .<Comment>on("PullRequestReviewComment", "pullRequestReview", (comment, asked) -> comment.review())
                .<Comment>on(
                        "PullRequestReviewComment",
                        "line",
                        (comment, asked) -> comment.thread().map(ReviewThread::line))
                .<Comment>on(
                        "PullRequestReviewComment",
                        "replyTo",
                        (comment, asked) -> comment.thread()
                                .flatMap(thread -> thread.comments().stream().findFirst())
                                .filter(first -> first != comment));
    }

    private static @Nullable Object commit(@Nullable Object sha) {
        return sha == null ? null : Map.of("id", "C_" + sha, "oid", sha);
    }

    private static List<Map<String, Object>> requests(Pull pull) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Thing reviewer : pull.requested()) {
            all.add(Map.of(
                    "id", "RR_" + pull.id() + "_" + reviewer.id(),
                    "requestedReviewer", reviewer,
                    "pullRequest", pull));
        }
        return all;
    }

    static String state(Pull pull) {
        return pull.isMerged() ? "MERGED" : IssueFetchers.state(pull.issue());
    }
}
