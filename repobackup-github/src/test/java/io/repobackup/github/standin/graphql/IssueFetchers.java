package io.repobackup.github.standin.graphql;

import graphql.schema.DataFetchingEnvironment;
import io.repobackup.github.standin.wire.Urls;
import io.repobackup.github.standin.world.Comment;
import io.repobackup.github.standin.world.Discussion;
import io.repobackup.github.standin.world.Event;
import io.repobackup.github.standin.world.Issue;
import io.repobackup.github.standin.world.Pull;
import io.repobackup.github.standin.world.Thing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Issues, discussions, comments, and what happened. */
final class IssueFetchers {

    private final Urls urls;

    IssueFetchers(Urls urls) {
        this.urls = urls;
    }

    void addTo(Fetchers fetchers) {
        fetchers.<Issue>on("Issue", "author", (issue, asked) -> issue.author())
                .<Issue>on("Issue", "number", (issue, asked) -> issue.number())
                .<Issue>on("Issue", "url", (issue, asked) -> url(issue))
                .<Issue>on("Issue", "state", (issue, asked) -> state(issue))
                .<Issue>on("Issue", "closed", (issue, asked) -> state(issue).equals("CLOSED"))
                .<Issue>on("Issue", "repository", (issue, asked) -> issue.repository())
                .<Issue>on("Issue", "milestone", (issue, asked) -> issue.milestone())
                .<Issue>on("Issue", "labels", (issue, asked) -> Connections.of(asked, issue.labels()))
                .<Issue>on("Issue", "assignees", (issue, asked) -> Connections.of(asked, issue.assignees()))
                .<Issue>on(
                        "Issue",
                        "comments",
                        (issue, asked) -> Connections.ordered(asked, List.copyOf(issue.comments())))
                .<Issue>on("Issue", "timelineItems", (issue, asked) -> timeline(asked, issue));
        String[] comments = {"IssueComment", "CommitComment", "DiscussionComment", "PullRequestReviewComment"};
        fetchers.<Comment>onEach("author", (comment, asked) -> comment.author(), comments)
                .<Comment>onEach(
                        "pullRequest",
                        (comment, asked) -> comment.issue().flatMap(Issue::pull),
                        "IssueComment",
                        "PullRequestReviewComment")
                .<Comment>on("IssueComment", "issue", (comment, asked) -> comment.issue());
        fetchers.<Discussion>on("Discussion", "number", (discussion, asked) -> discussion.number())
                .<Discussion>on("Discussion", "repository", (discussion, asked) -> discussion.repository())
                .<Discussion>on(
                        "Discussion",
                        "comments",
                        (discussion, asked) -> Connections.of(asked, List.copyOf(discussion.comments())));
        events(fetchers);
    }

    private void events(Fetchers fetchers) {
        for (String type : Schema.events()) {
            fetchers.<Event>on(type, "actor", (event, asked) -> event.actor());
        }
        fetchers.<Event>onEach(
                        "milestoneTitle",
                        (event, asked) -> ((Thing) event.details().get("milestone")).text("title", ""),
                        "MilestonedEvent",
                        "DemilestonedEvent")
                .<Event>on("RenamedTitleEvent", "previousTitle", (event, asked) -> renamed(event, "from"))
                .<Event>on("RenamedTitleEvent", "currentTitle", (event, asked) -> renamed(event, "to"))
                .<Event>on("CrossReferencedEvent", "target", (event, asked) -> Facts.shown(event.issue()))
                .<Event>onEach(
                        "requestedReviewer",
                        (event, asked) -> Optional.ofNullable(event.details().get("requested_reviewer"))
                                .or(() -> Optional.ofNullable(event.details().get("requested_team"))),
                        "ReviewRequestedEvent",
                        "ReviewRequestRemovedEvent");
    }

    private static @Nullable Object renamed(Event event, String which) {
        return ((Map<?, ?>) event.details().get("rename")).get(which);
    }

    static String state(Issue issue) {
        return issue.text("state", "open").toUpperCase(Locale.ROOT);
    }

    String url(Issue issue) {
        String kind = issue.pull().isPresent() ? "/pull/" : "/issues/";
        return urls.web(issue.repository().fullName() + kind + issue.number());
    }

    /** Events, comments and reviews, as far as the schema has them, with counts of all and of those asked for. */
    static Object timeline(DataFetchingEnvironment asked, Issue issue) {
        List<Thing> all = new ArrayList<>(issue.events());
        all.addAll(issue.comments());
        issue.pull().map(Pull::reviews).ifPresent(all::addAll);
        List<String> types = asked.getArgument("itemTypes");
        Object since = asked.getArgument("since");
        Instant from = since == null ? Instant.MIN : Instant.parse(String.valueOf(since));
        List<Thing> shown = all.stream()
                .filter(one -> Kinds.of(one).isPresent() && !one.updated().isBefore(from))
                .filter(one -> types == null
                        || types.contains(Kinds.asItem(Kinds.of(one).orElseThrow())))
                .toList();
        Map<String, @Nullable Object> connection = new HashMap<>(Connections.of(asked, shown));
        connection.put("filteredCount", shown.size());
        connection.put("totalCount", all.size());
        connection.put("pageCount", ((List<?>) connection.get("nodes")).size());
        connection.put("updatedAt", issue.updated());
        return connection;
    }
}
