package io.repobackup.github.standin.world;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A text under something: an issue, a commit, or lines of a pull request. <i>Thread-safe.</i> */
public final class Comment extends Thing {

    private final Repository repository;
    private final Map<Long, Comment> siblings;
    private final Account author;
    private volatile @Nullable Issue issue;
    private volatile @Nullable Review review;
    private volatile @Nullable ReviewThread thread;

    Comment(Repository repository, String kind, Account author, String text, Map<Long, Comment> siblings) {
        super(repository.world(), kind, repository.world().nextOfMany());
        this.repository = repository;
        this.author = author;
        this.siblings = siblings;
        setUnseen("body", text);
        siblings.put(id(), this);
    }

    /** Says something else from now on, which stamps the comment and the issue. */
    public void edit(String text) {
        set("body", text);
        issue().ifPresent(Thing::touch);
    }

    /** Is gone, without a trace. */
    public void delete() {
        siblings.remove(id());
        forget();
        Optional.ofNullable(thread).ifPresent(left -> left.loses(this));
    }

    void belongsTo(Issue here) {
        issue = here;
    }

    void belongsTo(Review here, ReviewThread there) {
        review = here;
        thread = there;
        issue = here.pull().issue();
    }

    @Override
    public Optional<Repository> home() {
        return Optional.of(repository);
    }

    public Account author() {
        return author;
    }

    /** What it is about, unless it is a commit. */
    public Optional<Issue> issue() {
        return Optional.ofNullable(issue);
    }

    /** The review it came with. */
    public Optional<Review> review() {
        return Optional.ofNullable(review);
    }

    /** The thread it is in. */
    public Optional<ReviewThread> thread() {
        return Optional.ofNullable(thread);
    }
}
