package io.repobackup.github.standin.rest;

import io.repobackup.github.standin.wire.Fields;
import io.repobackup.github.standin.wire.Urls;
import io.repobackup.github.standin.world.Account;
import io.repobackup.github.standin.world.Comment;
import io.repobackup.github.standin.world.Issue;
import io.repobackup.github.standin.world.Pull;
import io.repobackup.github.standin.world.Review;
import io.repobackup.github.standin.world.Team;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pull requests, reviews and their comments, as the host describes them. */
final class PullJson {

    private static final String SHA = "0123456789012345678901234567890123456789";

    private final AccountJson accounts;
    private final RepositoryJson repositories;
    private final IssueJson issues;

    PullJson(Urls urls) {
        accounts = new AccountJson(urls);
        repositories = new RepositoryJson(urls);
        issues = new IssueJson(urls);
    }

    String url(Pull pull) {
        return repositories.url(pull.issue().repository()) + "/pulls/"
                + pull.issue().number();
    }

    /** As lists show it. */
    Map<String, Object> listed(Pull pull) {
        return common(pull).map();
    }

    /** As it is shown by itself. */
    Map<String, Object> full(Pull pull) {
        return common(pull)
                .put("merged", pull.isMerged())
                .put("mergeable", null)
                .put("rebaseable", null)
                .put("mergeable_state", "unknown")
                .put("merged_by", accounts.simple(pull.mergedBy()))
                .put("comments", pull.issue().comments().size())
                .put("review_comments", pull.reviewComments().size())
                .put("maintainer_can_modify", false)
                .putAll(1, "commits", "additions", "deletions", "changed_files")
                .map();
    }

    private Fields common(Pull pull) {
        Issue issue = pull.issue();
        String web = issues.web(issue);
        Fields fields = Fields.of("url", url(pull))
                .put("id", pull.id())
                .put("node_id", pull.nodeId())
                .put("html_url", web)
                .put("diff_url", web + ".diff")
                .put("patch_url", web + ".patch")
                .put("issue_url", issues.url(issue));
        addresses(pull).forEach((name, address) -> fields.put(name + "_url", address));
        fields.put("number", issue.number()).put("user", accounts.simple(issue.author()));
        return issues.onIt(issue, fields)
                .put("created_at", issue.created())
                .put("updated_at", issue.updated())
                .putAll(null, "closed_at", "merged_at", "merge_commit_sha", "active_lock_reason", "auto_merge")
                .putAll(false, "locked", "draft")
                .put("head", end(pull, pull.branch()))
                .put("base", end(pull, "main"))
                .put("_links", links(pull))
                .put("author_association", "MEMBER")
                .putAll(requested(pull))
                .putAll(own(issue))
                .putAll(pull.facts());
    }

    /** Without why it was closed, which only issues say. */
    private static Map<String, Object> own(Issue issue) {
        Map<String, Object> facts = new HashMap<>(issue.facts());
        facts.remove("state_reason");
        return facts;
    }

    private Map<String, String> addresses(Pull pull) {
        String url = url(pull);
        return Map.of(
                "commits", url + "/commits",
                "review_comments", url + "/comments",
                "review_comment", repositories.url(pull.issue().repository()) + "/pulls/comments{/number}",
                "comments", issues.url(pull.issue()) + "/comments",
                "statuses", repositories.url(pull.issue().repository()) + "/statuses/" + SHA);
    }

    private Map<String, Object> links(Pull pull) {
        Map<String, Object> links = new HashMap<>();
        addresses(pull).forEach((name, address) -> links.put(name, Map.of("href", address)));
        links.put("self", Map.of("href", url(pull)));
        links.put("html", Map.of("href", issues.web(pull.issue())));
        links.put("issue", Map.of("href", issues.url(pull.issue())));
        return links;
    }

    private Map<String, Object> end(Pull pull, String branch) {
        var repository = pull.issue().repository();
        return Fields.of("label", repository.owner().login() + ":" + branch)
                .put("ref", branch)
                .put("sha", SHA)
                .put("user", accounts.simple(repository.owner()))
                .put("repo", repositories.listed(repository))
                .map();
    }

    private Map<String, Object> requested(Pull pull) {
        List<Map<String, Object>> users = pull.requested().stream()
                .filter(Account.class::isInstance)
                .map(one -> accounts.simple((Account) one))
                .toList();
        List<Map<String, Object>> teams = pull.requested().stream()
                .filter(Team.class::isInstance)
                .map(one -> accounts.team((Team) one))
                .toList();
        return Map.of("requested_reviewers", users, "requested_teams", teams);
    }

    Map<String, Object> review(Review review) {
        String web = issues.web(review.pull().issue()) + "#pullrequestreview-" + review.id();
        return Fields.of("id", review.id())
                .put("node_id", review.nodeId())
                .put("user", accounts.simple(review.author()))
                .put("html_url", web)
                .put("pull_request_url", url(review.pull()))
                .put("author_association", "MEMBER")
                .put("_links", Map.of("html", Map.of("href", web), "pull_request", Map.of("href", url(review.pull()))))
                .put("submitted_at", review.created())
                .put("commit_id", SHA)
                .putAll(review.facts())
                .map();
    }

    Map<String, Object> comment(Comment comment) {
        Pull pull = comment.issue().flatMap(Issue::pull).orElseThrow();
        String url = repositories.url(pull.issue().repository()) + "/pulls/comments/" + comment.id();
        String web = issues.web(pull.issue()) + "#discussion_r" + comment.id();
        Fields fields = Fields.of("url", url)
                .put("pull_request_review_id", comment.review().map(Review::id).orElse(null))
                .put("id", comment.id())
                .put("node_id", comment.nodeId())
                .put("diff_hunk", "@@ -1 +1 @@\n-a\n+b")
                .putAll(SHA, "commit_id", "original_commit_id")
                .put("user", accounts.simple(comment.author()))
                .put("created_at", comment.created())
                .put("updated_at", comment.updated())
                .put("html_url", web)
                .put("pull_request_url", url(pull))
                .put("author_association", "MEMBER")
                .put("_links", links(pull, url, web))
                .put("reactions", IssueJson.reactions(url))
                .putAll(null, "start_line", "original_start_line", "start_side")
                .put("side", "RIGHT")
                .put("subject_type", "line");
        return placed(comment, fields).putAll(comment.facts()).map();
    }

    private static Fields placed(Comment comment, Fields fields) {
        comment.thread().ifPresent(thread -> {
            fields.putAll(thread.line(), "line", "original_line").putAll(1, "position", "original_position");
            thread.comments().stream()
                    .findFirst()
                    .filter(first -> first != comment)
                    .ifPresent(first -> fields.put("in_reply_to_id", first.id()));
        });
        return fields;
    }

    private Map<String, Object> links(Pull pull, String url, String web) {
        return Map.of(
                "self", Map.of("href", url), "html", Map.of("href", web), "pull_request", Map.of("href", url(pull)));
    }
}
