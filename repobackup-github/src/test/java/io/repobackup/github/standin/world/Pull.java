package io.repobackup.github.standin.world;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What a pull request has beyond an issue. Its times are the issue's. <i>Thread-safe.</i> */
public final class Pull extends Thing {

    private final Issue issue;
    private final String branch;
    private final Map<Long, Review> reviews = new ConcurrentSkipListMap<>();
    private final Map<Long, Comment> reviewComments = new ConcurrentSkipListMap<>();
    private final List<ReviewThread> threads = new CopyOnWriteArrayList<>();
    private final List<Thing> requested = new CopyOnWriteArrayList<>();
    private final List<Issue> closes = new CopyOnWriteArrayList<>();
    private volatile @Nullable Account mergedBy;

    Pull(Issue issue, String branch) {
        super(issue.world(), "PR", issue.world().nextOfMany());
        this.issue = issue;
        this.branch = branch;
    }

    @Override
    public Optional<Repository> home() {
        return Optional.of(issue.repository());
    }

    public Issue issue() {
        return issue;
    }

    public String branch() {
        return branch;
    }

    @Override
    public Instant updated() {
        return issue.updated();
    }

    @Override
    public void touch() {
        issue.touch();
    }

    /** Merges it. */
    public void merge(String user, String sha) {
        mergedBy = world().user(user);
        setUnseen("merged_at", world().now());
        setUnseen("merge_commit_sha", sha);
        issue.record("merged", Map.of("commit_id", sha));
        issue.close();
    }

    /** A review, such as {@code APPROVED}. */
    public Review review(String user, String state, String text) {
        Review review = new Review(this, world().user(user), state, text);
        reviews.put(review.id(), review);
        touch();
        return review;
    }

    ReviewThread begin(String path, long line) {
        ReviewThread thread = new ReviewThread(this, path, line);
        threads.add(thread);
        return thread;
    }

    void loses(ReviewThread thread) {
        threads.remove(thread);
        thread.forget();
    }

    /** Asks an account or a team for a review. */
    public void request(Thing reviewer) {
        requested.add(reviewer);
        touch();
        Map<String, Object> details = new HashMap<>();
        details.put(reviewer instanceof Team ? "requested_team" : "requested_reviewer", reviewer);
        issue.author().ifPresent(author -> details.put("review_requester", author));
        issue.record("review_requested", details);
    }

    /** Closes another issue once it is merged. */
    public void closes(Issue other) {
        closes.add(other);
        touch();
    }

    public Optional<Account> mergedBy() {
        return Optional.ofNullable(mergedBy);
    }

    public boolean isMerged() {
        return mergedBy != null;
    }

    public Collection<Review> reviews() {
        return reviews.values();
    }

    Map<Long, Comment> reviewCommentsById() {
        return reviewComments;
    }

    public Collection<Comment> reviewComments() {
        return reviewComments.values();
    }

    public List<ReviewThread> threads() {
        return List.copyOf(threads);
    }

    public List<Thing> requested() {
        return List.copyOf(requested);
    }

    public List<Issue> closes() {
        return List.copyOf(closes);
    }
}
