package io.repobackup.github.standin.rest;

import io.repobackup.github.standin.wire.Answer;
import io.repobackup.github.standin.wire.Urls;
import io.repobackup.github.standin.world.Milestone;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** A repository, its labels, milestones and comments on commits. */
final class RepositoryOperations {

    private final Paging paging;
    private final RepositoryJson repositories;
    private final IssueJson issues;

    RepositoryOperations(Urls urls) {
        this.paging = new Paging(urls);
        this.repositories = new RepositoryJson(urls);
        this.issues = new IssueJson(urls);
    }

    List<Operation> all() {
        return List.of(
                new Operation(
                        "GET",
                        "/repos/{owner}/{repo}",
                        "metadata",
                        call -> Answer.json(200, repositories.full(call.repository()))
                                .with(
                                        "Last-Modified",
                                        HttpDates.text(call.repository().updated()))),
                new Operation(
                        "GET",
                        "/repos/{owner}/{repo}/labels",
                        "issues",
                        call -> paging.list(
                                call,
                                List.copyOf(call.repository().contents().labels()),
                                label -> issues.label(call.repository(), label))),
                new Operation("GET", "/repos/{owner}/{repo}/milestones", "issues", this::milestones),
                new Operation(
                        "GET",
                        "/repos/{owner}/{repo}/comments",
                        "contents",
                        call -> paging.list(
                                call,
                                Order.up(call.repository().contents().commitComments()),
                                comment -> issues.commitComment(call.repository(), comment))),
                new Operation(
                        "GET",
                        "/repos/{owner}/{repo}/labels/{name}",
                        "issues",
                        call -> one(
                                call.repository().contents().labels(),
                                label -> label.name().equals(call.path().get("name")),
                                label -> issues.label(call.repository(), label))),
                new Operation(
                        "GET",
                        "/repos/{owner}/{repo}/milestones/{milestone_number}",
                        "issues",
                        call -> one(
                                call.repository().contents().milestones(),
                                milestone -> milestone.number() == call.number("milestone_number"),
                                milestone -> issues.milestone(call.repository(), milestone))),
                new Operation(
                        "GET",
                        "/repos/{owner}/{repo}/comments/{comment_id}",
                        "contents",
                        call -> one(
                                call.repository().contents().commitComments(),
                                comment -> comment.id() == call.number("comment_id"),
                                comment -> issues.commitComment(call.repository(), comment))));
    }

    private static <T> Answer one(Collection<T> all, Predicate<T> which, Function<T, ?> json) {
        return all.stream()
                .filter(which)
                .findFirst()
                .map(found -> Answer.json(200, json.apply(found)))
                .orElseGet(() -> Answer.error(404, "Not Found"));
    }

    private Answer milestones(Call call) {
        String state = call.ask().query("state", "open");
        Comparator<Milestone> order = Comparator.comparing(milestone -> milestone.text("due_on", ""));
        boolean isDown = call.ask().query("direction", "asc").equals("desc");
        var shown = call.repository().contents().milestones().stream()
                .filter(one -> state.equals("all") || one.text("state", "open").equals(state))
                .sorted((isDown ? order.reversed() : order).thenComparing(Milestone::number))
                .toList();
        return paging.list(call, shown, one -> issues.milestone(call.repository(), one));
    }
}
