package io.repobackup.github.standin.rest;

import io.repobackup.github.standin.wire.Answer;
import io.repobackup.github.standin.wire.Urls;
import io.repobackup.github.standin.world.Comment;
import io.repobackup.github.standin.world.Issue;
import io.repobackup.github.standin.world.Pull;
import java.util.List;
import java.util.function.Function;

/** Pull requests with their reviews and comments. */
final class PullOperations {

    private static final String ROOT = "/repos/{owner}/{repo}/pulls";

    private final Paging paging;
    private final PullJson pulls;

    PullOperations(Urls urls) {
        this.paging = new Paging(urls);
        this.pulls = new PullJson(urls);
    }

    List<Operation> all() {
        return List.of(
                new Operation("GET", ROOT, "pull_requests", this::list),
                new Operation(
                        "GET",
                        ROOT + "/comments",
                        "pull_requests",
                        call -> paging.list(
                                call,
                                Order.of(call.ask(), Order.since(call.ask(), comments(call)), "asc"),
                                pulls::comment)),
                new Operation("GET", ROOT + "/comments/{comment_id}", "pull_requests", this::comment),
                new Operation(
                        "GET",
                        ROOT + "/{pull_number}",
                        "pull_requests",
                        call -> one(
                                call,
                                pull -> Answer.json(200, pulls.full(pull))
                                        .with("Last-Modified", HttpDates.text(pull.updated())))),
                new Operation(
                        "GET",
                        ROOT + "/{pull_number}/comments",
                        "pull_requests",
                        call -> one(call, pull -> paging.list(call, Order.up(pull.reviewComments()), pulls::comment))),
                new Operation(
                        "GET",
                        ROOT + "/{pull_number}/reviews",
                        "pull_requests",
                        call -> one(call, pull -> paging.list(call, Order.up(pull.reviews()), pulls::review))));
    }

    private Answer list(Call call) {
        String state = call.ask().query("state", "open");
        String usual = call.ask().query("sort", "created").equals("created") ? "desc" : "asc";
        List<Pull> shown = Order.of(call.ask(), call.repository().contents().pulls(), usual).stream()
                .filter(pull ->
                        state.equals("all") || pull.issue().text("state", "").equals(state))
                .toList();
        return paging.list(call, shown, pulls::listed);
    }

    private static List<Comment> comments(Call call) {
        return call.repository().contents().pulls().stream()
                .flatMap(pull -> pull.reviewComments().stream())
                .toList();
    }

    private Answer comment(Call call) {
        return comments(call).stream()
                .filter(comment -> comment.id() == call.number("comment_id"))
                .findFirst()
                .map(comment -> Answer.json(200, pulls.comment(comment)))
                .orElseGet(() -> Answer.error(404, "Not Found"));
    }

    private static Answer one(Call call, Function<Pull, Answer> answer) {
        return call.repository()
                .contents()
                .issue(call.number("pull_number"))
                .flatMap(Issue::pull)
                .map(answer)
                .orElseGet(() -> Answer.error(404, "Not Found"));
    }
}
