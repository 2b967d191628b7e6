package io.repobackup.github.standin.world;

import java.util.List;
import java.util.Optional;

/** A review of a pull request. <i>Thread-safe.</i> */
public final class Review extends Thing {

    private final Pull pull;
    private final Account author;

    Review(Pull pull, Account author, String state, String text) {
        super(pull.world(), "PRR", pull.world().nextOfMany());
        this.pull = pull;
        this.author = author;
        setUnseen("state", state);
        setUnseen("body", text);
    }

    /** A comment on a line, which begins a thread. */
    public Comment comment(String path, long line, String text) {
        return pull.begin(path, line).add(this, text);
    }

    /** An answer in a thread. */
    public Comment reply(ReviewThread thread, String text) {
        return thread.add(this, text);
    }

    /** Is taken back, in which the review keeps its id and is stamped. */
    public void dismiss() {
        set("state", "DISMISSED");
        pull.touch();
    }

    @Override
    public Optional<Repository> home() {
        return Optional.of(pull.issue().repository());
    }

    public Pull pull() {
        return pull;
    }

    public Account author() {
        return author;
    }

    public List<Comment> comments() {
        return pull.reviewComments().stream()
                .filter(comment ->
                        comment.review().filter(found -> found == this).isPresent())
                .toList();
    }
}
