package io.repobackup.github.standin.world;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Comments on one line of a pull request. <i>Thread-safe.</i> */
public final class ReviewThread extends Thing {

    private final Pull pull;
    private final String path;
    private final long line;
    private final List<Comment> comments = new CopyOnWriteArrayList<>();
    private volatile @Nullable Account resolvedBy;

    ReviewThread(Pull pull, String path, long line) {
        super(pull.world(), "PRRT", pull.world().nextOfMany());
        this.pull = pull;
        this.path = path;
        this.line = line;
    }

    Comment add(Review review, String text) {
        Comment comment =
                new Comment(pull.issue().repository(), "PRRC", review.author(), text, pull.reviewCommentsById());
        comment.setUnseen("path", path);
        comment.belongsTo(review, this);
        comments.add(comment);
        pull.touch();
        return comment;
    }

    void loses(Comment comment) {
        comments.remove(comment);
        if (comments.isEmpty()) {
            pull.loses(this);
        }
    }

    /** Is settled; the pull request is not stamped. */
    public void resolve(String user) {
        resolvedBy = world().user(user);
    }

    public Optional<Account> resolvedBy() {
        return Optional.ofNullable(resolvedBy);
    }

    @Override
    public Optional<Repository> home() {
        return Optional.of(pull.issue().repository());
    }

    public Pull pull() {
        return pull;
    }

    public String path() {
        return path;
    }

    public long line() {
        return line;
    }

    public List<Comment> comments() {
        return List.copyOf(comments);
    }
}
