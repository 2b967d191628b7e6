package io.repobackup.github.standin.world;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An issue, or what pull requests have in common with one. <i>Thread-safe.</i> */
public final class Issue extends Thing {

    private final Repository repository;
    private final long number;
    private final Map<Long, Comment> comments = new ConcurrentSkipListMap<>();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<Label> labels = new CopyOnWriteArrayList<>();
    private final List<Account> assignees = new CopyOnWriteArrayList<>();
    private volatile @Nullable Account author;
    private volatile @Nullable Milestone milestone;
    private volatile @Nullable Pull pull;

    Issue(Repository repository, long number, String title) {
        super(repository.world(), "I", repository.world().nextOfMany());
        this.repository = repository;
        this.number = number;
        this.author = world().user("octocat");
        setUnseen("title", title);
        setUnseen("body", "About " + title);
        setUnseen("state", "open");
    }

    @Override
    public Optional<Repository> home() {
        return Optional.of(repository);
    }

    public Repository repository() {
        return repository;
    }

    public long number() {
        return number;
    }

    /** Who wrote it; nobody once the account is gone. */
    public Optional<Account> author() {
        return Optional.ofNullable(author);
    }

    /** Was written by somebody else. */
    public Issue by(String user) {
        author = world().user(user);
        return this;
    }

    /** Was written by an account that is gone. */
    public void byNobody() {
        author = null;
    }

    /** A comment by the first user. */
    public Comment comment(String text) {
        return comment("octocat", text);
    }

    /** A comment by somebody. */
    public Comment comment(String user, String text) {
        Comment comment = new Comment(repository, "IC", world().user(user), text, comments);
        comment.belongsTo(this);
        touch();
        return comment;
    }

    /** Closes it as completed. */
    public void close() {
        setUnseen("closed_at", world().now());
        setUnseen("state_reason", "completed");
        set("state", "closed");
        record("closed", Map.of());
    }

    /** Opens it again. */
    public void reopen() {
        unset("closed_at");
        setUnseen("state_reason", "reopened");
        set("state", "open");
        record("reopened", Map.of());
    }

    /** Puts a label on it. */
    public void label(String name) {
        Label label = repository.label(name);
        labels.add(label);
        touch();
        record("labeled", Map.of("label", label));
    }

    /** Takes a label off. */
    public void unlabel(String name) {
        Label label = repository.label(name);
        labels.remove(label);
        touch();
        record("unlabeled", Map.of("label", label));
    }

    void loses(Label label) {
        labels.remove(label);
    }

    /** Puts it into a milestone. */
    public void milestone(String title) {
        Milestone into = repository.milestone(title);
        milestone = into;
        touch();
        record("milestoned", Map.of("milestone", into));
    }

    /** Gives it to somebody. */
    public void assign(String user) {
        Account assignee = world().user(user);
        assignees.add(assignee);
        touch();
        record("assigned", Map.of("assignee", assignee));
    }

    /** Gives it another title. */
    public void rename(String title) {
        String former = text("title", "");
        set("title", title);
        record("renamed", Map.of("rename", Map.of("from", former, "to", title)));
    }

    /** Is mentioned by another issue, which does not stamp it. */
    public void isMentionedBy(Issue other) {
        Event event = new Event(this, other.author().orElse(null), "cross-referenced", Map.of("source", other));
        events.add(event);
    }

    /** Is gone. */
    public void delete() {
        repository.contents().remove(this, null);
        forget();
        comments.values().forEach(Thing::forget);
    }

    /** Goes to another repository, where it has another number and id; its dates do not change. */
    public Issue transferTo(Repository other) {
        Issue there = other.contents().open(text("title", ""));
        comments.values().forEach(comment -> there.comment(comment.text("body", "")));
        repository.contents().remove(this, there);
        forget();
        return there;
    }

    void becomes(Pull proposed) {
        pull = proposed;
    }

    /** Notes that something happened to it. */
    public Event record(String what, Map<String, Object> details) {
        Event event = new Event(this, author, what, details);
        events.add(event);
        repository.contents().record(event);
        return event;
    }

    public Optional<Pull> pull() {
        return Optional.ofNullable(pull);
    }

    public Optional<Milestone> milestone() {
        return Optional.ofNullable(milestone);
    }

    public List<Label> labels() {
        return List.copyOf(labels);
    }

    public List<Account> assignees() {
        return List.copyOf(assignees);
    }

    public Collection<Comment> comments() {
        return comments.values();
    }

    /** What happened to it, the oldest first. */
    public List<Event> events() {
        return List.copyOf(events);
    }
}
