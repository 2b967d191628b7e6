package io.repobackup.github.standin.rest;

import io.repobackup.github.standin.wire.Answer;
import io.repobackup.github.standin.wire.Urls;
import io.repobackup.github.standin.world.Comment;
import io.repobackup.github.standin.world.Contents;
import io.repobackup.github.standin.world.Issue;
import io.repobackup.github.standin.world.Repository;
import java.util.List;
import java.util.function.Function;

/**
 * Issues with their comments and events. Where issues are switched off, the list and single issues are gone; comments and
 * events, which pull requests have as well, are not.
 */
final class IssueOperations {

    private static final String ROOT = "/repos/{owner}/{repo}/issues";

    private final Paging paging;
    private final IssueJson issues;
    private final EventJson events;

    IssueOperations(Urls urls) {
        this.paging = new Paging(urls);
        this.issues = new IssueJson(urls);
        this.events = new EventJson(urls);
    }

    List<Operation> all() {
        return List.of(
                new Operation("GET", ROOT, "issues", this::list),
                new Operation("GET", ROOT + "/comments", "issues", this::comments),
                new Operation("GET", ROOT + "/comments/{comment_id}", "issues", this::comment),
                new Operation(
                        "GET",
                        ROOT + "/events",
                        "issues",
                        call -> paging.list(
                                call, Order.down(call.repository().contents().events()), events::listed)),
                new Operation("GET", ROOT + "/events/{event_id}", "issues", this::event),
                new Operation(
                        "GET",
                        ROOT + "/{issue_number}",
                        "issues",
                        call -> one(
                                call,
                                issue -> Answer.json(200, issues.issue(issue))
                                        .with("Last-Modified", HttpDates.text(issue.updated())))),
                new Operation(
                        "GET",
                        ROOT + "/{issue_number}/comments",
                        "issues",
                        call -> one(
                                call,
                                issue -> paging.list(
                                        call, Order.since(call.ask(), Order.up(issue.comments())), issues::comment))),
                new Operation(
                        "GET",
                        ROOT + "/{issue_number}/timeline",
                        "issues",
                        call -> one(call, issue -> paging.list(call, events.timeline(issue), one -> one))));
    }

    private Answer list(Call call) {
        if (isOff(call.repository())) {
            return off();
        }
        String state = call.ask().query("state", "open");
        List<Issue> shown =
                Order.of(
                                call.ask(),
                                Order.since(
                                        call.ask(), call.repository().contents().issues()),
                                "desc")
                        .stream()
                        .filter(issue ->
                                state.equals("all") || issue.text("state", "").equals(state))
                        .toList();
        return paging.list(call, shown, issues::issue);
    }

    private Answer comments(Call call) {
        List<Comment> all = call.repository().contents().comments();
        return paging.list(call, Order.of(call.ask(), Order.since(call.ask(), all), "asc"), issues::comment);
    }

    private Answer comment(Call call) {
        return call.repository().contents().comments().stream()
                .filter(comment -> comment.id() == call.number("comment_id"))
                .findFirst()
                .map(comment -> Answer.json(200, issues.comment(comment)))
                .orElseGet(() -> Answer.error(404, "Not Found"));
    }

    private Answer event(Call call) {
        return call.repository().contents().events().stream()
                .filter(event -> event.id() == call.number("event_id"))
                .findFirst()
                .map(event -> Answer.json(200, events.listed(event)))
                .orElseGet(() -> Answer.error(404, "Not Found"));
    }

    private Answer one(Call call, Function<Issue, Answer> answer) {
        Contents contents = call.repository().contents();
        long number = call.number("issue_number");
        if (contents.issue(number).isPresent()) {
            Issue found = contents.issue(number).get();
            return isOff(call.repository()) && found.pull().isEmpty() ? off() : answer.apply(found);
        }
        if (contents.moved(number).isPresent()) {
            return RestApi.moved(issues.url(contents.moved(number).get()));
        }
        return contents.everHad(number) ? Answer.error(410, "This issue was deleted") : Answer.error(404, "Not Found");
    }

    private static boolean isOff(Repository repository) {
        return Boolean.FALSE.equals(repository.fact("has_issues"));
    }

    private static Answer off() {
        return Answer.error(410, "Issues has been disabled in this repository.");
    }
}
