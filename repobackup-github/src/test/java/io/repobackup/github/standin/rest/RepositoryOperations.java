package io.repobackup.github.standin.rest;

import io.repobackup.github.standin.wire.Answer;
import io.repobackup.github.standin.wire.Urls;
import io.repobackup.github.standin.world.Milestone;
import java.util.Comparator;
import java.util.List;

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
                                comment -> issues.commitComment(call.repository(), comment))));
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
