package io.repobackup.github.standin.world;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What people wrote in one repository. <i>Thread-safe.</i> */
public final class Contents {

    private final World world;
    private final Repository repository;
    private final AtomicLong lastNumber = new AtomicLong();
    private final Map<Long, Issue> issues = new ConcurrentSkipListMap<>();
    private final Map<Long, Issue> moved = new ConcurrentSkipListMap<>();
    private final Map<String, Label> labels = new ConcurrentSkipListMap<>();
    private final Map<String, Milestone> milestones = new ConcurrentSkipListMap<>();
    private final Map<Long, Release> releases = new ConcurrentSkipListMap<>();
    private final Map<Long, Comment> commitComments = new ConcurrentSkipListMap<>();
    private final Map<Long, Discussion> discussions = new ConcurrentSkipListMap<>();
    private final Map<String, byte[]> large = new ConcurrentHashMap<>();
    private final List<Event> events = new CopyOnWriteArrayList<>();

    Contents(World world, Repository repository) {
        this.world = world;
        this.repository = repository;
    }

    Issue open(String title) {
        Issue issue = new Issue(repository, lastNumber.incrementAndGet(), title);
        issues.put(issue.number(), issue);
        return issue;
    }

    Pull propose(String title, String branch) {
        Issue issue = open(title);
        Pull pull = new Pull(issue, branch);
        issue.becomes(pull);
        return pull;
    }

    /** Opens a discussion. */
    public Discussion discuss(String title) {
        Discussion discussion = new Discussion(repository, lastNumber.incrementAndGet(), title);
        discussions.put(discussion.number(), discussion);
        return discussion;
    }

    Label label(String name) {
        return labels.computeIfAbsent(name, none -> new Label(repository, name));
    }

    Milestone milestone(String title) {
        return milestones.computeIfAbsent(title, none -> new Milestone(repository, title, milestones.size() + 1));
    }

    Release release(String tag) {
        Release release = new Release(repository, tag);
        releases.put(release.id(), release);
        return release;
    }

    Comment commentOnCommit(String sha, String text) {
        Comment comment = new Comment(repository, "CC", world.user("octocat"), text, commitComments);
        comment.setUnseen("commit_id", sha);
        return comment;
    }

    Attachment attach(String fileName, byte[] bytes) {
        Attachment attachment =
                new Attachment(repository, "user-attachments/assets/" + UUID.nameUUIDFromBytes(bytes), fileName, bytes);
        world.keep(attachment);
        return attachment;
    }

    String hold(byte[] bytes) {
        String oid = Digests.sha256(bytes);
        large.put(oid, bytes.clone());
        return oid;
    }

    /** Loses a large file, as happens. */
    public void lose(String oid) {
        large.remove(oid);
    }

    /** The large file with this SHA-256. */
    public Optional<byte[]> large(String oid) {
        return Optional.ofNullable(large.get(oid));
    }

    /** A file at a path of its own, such as {@code acme/tools/files/7/log.txt} of former years. */
    public Attachment attachAt(String path, String fileName, byte[] bytes) {
        Attachment attachment = new Attachment(repository, path, fileName, bytes);
        world.keep(attachment);
        return attachment;
    }

    void record(Event event) {
        events.add(event);
    }

    void remove(Issue issue, @Nullable Issue movedTo) {
        issues.remove(issue.number());
        if (movedTo != null) {
            moved.put(issue.number(), movedTo);
        }
    }

    /** Removes a label, which is then on no issue any more; the issues are not stamped. */
    public void removeLabel(String name) {
        Optional.ofNullable(labels.remove(name)).ifPresent(gone -> {
            gone.forget();
            issues.values().forEach(issue -> issue.loses(gone));
        });
    }

    /** Removes a milestone. */
    public void removeMilestone(String title) {
        Optional.ofNullable(milestones.remove(title)).ifPresent(Thing::forget);
    }

    /** Removes a release. */
    public void removeRelease(Release release) {
        releases.remove(release.id());
        release.forget();
    }

    public Optional<Issue> issue(long number) {
        return Optional.ofNullable(issues.get(number));
    }

    /** Where an issue went that was transferred. */
    public Optional<Issue> moved(long number) {
        return Optional.ofNullable(moved.get(number));
    }

    /** Whether there ever was an issue with this number. */
    public boolean everHad(long number) {
        return number >= 1 && number <= lastNumber.get();
    }

    public Collection<Issue> issues() {
        return issues.values();
    }

    public List<Pull> pulls() {
        return issues.values().stream().flatMap(issue -> issue.pull().stream()).toList();
    }

    public Collection<Label> labels() {
        return labels.values();
    }

    public Collection<Milestone> milestones() {
        return milestones.values();
    }

    public Collection<Release> releases() {
        return releases.values();
    }

    public Collection<Comment> commitComments() {
        return commitComments.values();
    }

    public Collection<Discussion> discussions() {
        return discussions.values();
    }

    /** What happened to issues, the oldest first. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    /** The comments on all issues, the oldest first. */
    public List<Comment> comments() {
        return issues.values().stream()
                .flatMap(issue -> issue.comments().stream())
                .sorted(Comparator.comparing(Thing::id))
                .toList();
    }
}
