package io.repobackup.github.standin.rest;

import io.repobackup.github.standin.wire.Fields;
import io.repobackup.github.standin.wire.Urls;
import io.repobackup.github.standin.world.Account;
import io.repobackup.github.standin.world.Comment;
import io.repobackup.github.standin.world.Event;
import io.repobackup.github.standin.world.Issue;
import io.repobackup.github.standin.world.Label;
import io.repobackup.github.standin.world.Milestone;
import io.repobackup.github.standin.world.Team;
import io.repobackup.github.standin.world.Thing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What happened to issues: in one list for a repository, and as the timeline of one. */
final class EventJson {

    private final AccountJson accounts;
    private final RepositoryJson repositories;
    private final IssueJson issues;

    EventJson(Urls urls) {
        accounts = new AccountJson(urls);
        repositories = new RepositoryJson(urls);
        issues = new IssueJson(urls);
    }

    /** With the issue as it is now, as lists of a repository have it. */
    Map<String, Object> listed(Event event) {
        return Fields.of("id", event.id())
                .putAll(event(event))
                .put("issue", issues.issue(event.issue()))
                .map();
    }

    /** Everything that happened to an issue in the order of time, comments among it. */
    List<Map<String, Object>> timeline(Issue issue) {
        List<Thing> all = new ArrayList<>(issue.events());
        all.addAll(issue.comments());
        return all.stream()
                .sorted(Comparator.comparing(Thing::id))
                .map(this::timed)
                .toList();
    }

    private Map<String, Object> timed(Thing thing) {
        if (thing instanceof Event event) {
            return event.what().equals("cross-referenced") ? mention(event) : event(event);
        }
        Comment comment = (Comment) thing;
        return Fields.of("event", "commented")
                .putAll(issues.comment(comment))
                .put("actor", accounts.simple(comment.author()))
                .map();
    }

    private Map<String, Object> mention(Event event) {
        return Fields.of("event", event.what())
                .put("actor", accounts.simple(event.actor()))
                .put("created_at", event.created())
                .put("updated_at", event.created())
                .put("source", Map.of("type", "issue", "issue", issues.issue(source(event))))
                .map();
    }

    private static Issue source(Event event) {
        return (Issue) event.details().get("source");
    }

    private Map<String, Object> event(Event event) {
        Fields fields = Fields.of("id", event.id())
                .put("node_id", event.nodeId())
                .put("url", repositories.url(event.issue().repository()) + "/issues/events/" + event.id())
                .put("actor", accounts.simple(event.actor()))
                .put("event", event.what())
                .putAll(null, "commit_id", "commit_url", "performed_via_github_app")
                .put("created_at", event.created());
        event.details().forEach((name, value) -> {
            if (!(value instanceof Issue)) {
                fields.put(name, detail(value));
            }
        });
        return fields.map();
    }

    private Object detail(Object value) {
        if (value instanceof Label label) {
            return Map.of("name", label.name(), "color", label.text("color", ""));
        }
        if (value instanceof Milestone milestone) {
            return Map.of("title", milestone.text("title", ""));
        }
        if (value instanceof Account account) {
            return accounts.simple(account);
        }
        return value instanceof Team team ? accounts.team(team) : value;
    }
}
