package io.repobackup.github.standin.rest;

import io.repobackup.github.standin.wire.Fields;
import io.repobackup.github.standin.wire.Urls;
import io.repobackup.github.standin.world.Account;
import io.repobackup.github.standin.world.Comment;
import io.repobackup.github.standin.world.Issue;
import io.repobackup.github.standin.world.Label;
import io.repobackup.github.standin.world.Milestone;
import io.repobackup.github.standin.world.Pull;
import io.repobackup.github.standin.world.Repository;
import java.util.List;
import java.util.Map;

/** Issues, what is on them, and what people say of them, as the host describes it. */
final class IssueJson {

    private final Urls urls;
    private final AccountJson accounts;
    private final RepositoryJson repositories;

    IssueJson(Urls urls) {
        this.urls = urls;
        this.accounts = new AccountJson(urls);
        this.repositories = new RepositoryJson(urls);
    }

    String url(Issue issue) {
        return repositories.url(issue.repository()) + "/issues/" + issue.number();
    }

    String web(Issue issue) {
        String kind = issue.pull().isPresent() ? "/pull/" : "/issues/";
        return urls.web(issue.repository().fullName() + kind + issue.number());
    }

    /** An issue; of a pull request what is known to issues, under the pull request's id in GraphQL. */
    Map<String, Object> issue(Issue issue) {
        String url = url(issue);
        Fields fields = Fields.of("url", url)
                .put("repository_url", repositories.url(issue.repository()))
                .put("labels_url", url + "/labels{/name}")
                .put("comments_url", url + "/comments")
                .put("events_url", url + "/events")
                .put("html_url", web(issue))
                .put("id", issue.id())
                .put("node_id", issue.pull().map(Pull::nodeId).orElse(issue.nodeId()))
                .put("number", issue.number())
                .put("user", accounts.simple(issue.author()));
        onIt(issue, fields)
                .put("comments", issue.comments().size())
                .put("created_at", issue.created())
                .put("updated_at", issue.updated())
                .putAll(null, "closed_at", "active_lock_reason", "state_reason", "type", "performed_via_github_app")
                .put("locked", false)
                .put("author_association", "MEMBER")
                .put("reactions", reactions(url))
                .put("timeline_url", url + "/timeline")
                .put("x_not_in_the_schema", "kept")
                .putAll(issue.facts());
        issue.pull().ifPresent(pull -> fields.put("draft", pull.is("draft")).put("pull_request", links(pull)));
        return fields.map();
    }

    Fields onIt(Issue issue, Fields fields) {
        Repository repository = issue.repository();
        List<Account> assignees = issue.assignees();
        return fields.put(
                        "labels",
                        issue.labels().stream()
                                .map(one -> label(repository, one))
                                .toList())
                .put("assignee", accounts.simple(assignees.stream().findFirst()))
                .put("assignees", assignees.stream().map(accounts::simple).toList())
                .put(
                        "milestone",
                        issue.milestone().map(one -> milestone(repository, one)).orElse(null));
    }

    private Map<String, Object> links(Pull pull) {
        String web = web(pull.issue());
        return Fields.of(
                        "url",
                        repositories.url(pull.issue().repository()) + "/pulls/"
                                + pull.issue().number())
                .put("html_url", web)
                .put("diff_url", web + ".diff")
                .put("patch_url", web + ".patch")
                .put("merged_at", pull.fact("merged_at"))
                .map();
    }

    Map<String, Object> comment(Comment comment) {
        Issue issue = comment.issue().orElseThrow();
        String url = repositories.url(issue.repository()) + "/issues/comments/" + comment.id();
        return Fields.of("url", url)
                .put("html_url", web(issue) + "#issuecomment-" + comment.id())
                .put("issue_url", url(issue))
                .put("id", comment.id())
                .put("node_id", comment.nodeId())
                .put("user", accounts.simple(comment.author()))
                .put("created_at", comment.created())
                .put("updated_at", comment.updated())
                .put("author_association", "MEMBER")
                .put("performed_via_github_app", null)
                .put("reactions", reactions(url))
                .putAll(comment.facts())
                .map();
    }

    Map<String, Object> commitComment(Repository repository, Comment comment) {
        String url = repositories.url(repository) + "/comments/" + comment.id();
        String commit = comment.text("commit_id", "");
        return Fields.of("url", url)
                .put(
                        "html_url",
                        urls.web(repository.fullName() + "/commit/" + commit + "#commitcomment-" + comment.id()))
                .put("id", comment.id())
                .put("node_id", comment.nodeId())
                .put("user", accounts.simple(comment.author()))
                .putAll(null, "position", "line", "path")
                .put("created_at", comment.created())
                .put("updated_at", comment.updated())
                .put("author_association", "MEMBER")
                .put("reactions", reactions(url))
                .putAll(comment.facts())
                .map();
    }

    Map<String, Object> label(Repository repository, Label label) {
        return Fields.of("id", label.id())
                .put("node_id", label.nodeId())
                .put(
                        "url",
                        repositories.url(repository) + "/labels/" + label.name().replace(" ", "%20"))
                .put("description", "")
                .put("default", false)
                .putAll(label.facts())
                .map();
    }

    Map<String, Object> milestone(Repository repository, Milestone milestone) {
        String url = repositories.url(repository) + "/milestones/" + milestone.number();
        return Fields.of("url", url)
                .put("html_url", urls.web(repository.fullName() + "/milestone/" + milestone.number()))
                .put("labels_url", url + "/labels")
                .put("id", milestone.id())
                .put("node_id", milestone.nodeId())
                .put("number", milestone.number())
                .putAll(null, "description", "creator", "closed_at", "due_on")
                .putAll(0, "open_issues", "closed_issues")
                .put("created_at", milestone.created())
                .put("updated_at", milestone.updated())
                .putAll(milestone.facts())
                .map();
    }

    static Map<String, Object> reactions(String url) {
        return Fields.of("url", url + "/reactions")
                .put("total_count", 0)
                .putAll(0, "+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes")
                .map();
    }
}
