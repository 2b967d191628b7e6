package io.repobackup.github.standin.world;

import io.repobackup.github.standin.git.BareRepository;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A repository. Its switches are facts: {@code archived}, {@code disabled}, {@code has_wiki}, {@code has_issues},
 * {@code description}, {@code topics} and so on. <i>Thread-safe.</i>
 */
public final class Repository extends Thing {

    private final AtomicReference<@Nullable Contents> contents = new AtomicReference<>();
    private volatile Account owner;
    private volatile String name;
    private volatile @Nullable Instant pushed;
    private volatile @Nullable String blocked;

    Repository(World world, Account owner, String name) {
        super(world, "R", world.nextOfFew());
        this.owner = owner;
        this.name = name;
    }

    @Override
    public Optional<Repository> home() {
        return Optional.of(this);
    }

    public Account owner() {
        return owner;
    }

    public String name() {
        return name;
    }

    public String fullName() {
        return owner.login() + "/" + name;
    }

    /** Has another name from now on; the former one leads to it. */
    public void rename(String other) {
        String former = fullName();
        name = other;
        world().leaves(former, this);
        world().named(this);
        touch();
    }

    /** Belongs to another account from now on; the former name leads to it. */
    public void transfer(Account to) {
        String former = fullName();
        owner = to;
        world().leaves(former, this);
        world().named(this);
        touch();
    }

    /** Is gone. */
    public void delete() {
        world().remove(this);
    }

    /** Can be read, and not changed. */
    public void archive() {
        setUnseen("archived_at", world().now());
        set("archived", true);
    }

    /** Is seen by few. */
    public void makePrivate() {
        set("visibility", "private");
    }

    public boolean isPrivate() {
        return !text("visibility", "public").equals("public");
    }

    /** May not be shown any more, for a reason such as {@code dmca}. */
    public void block(String reason) {
        blocked = reason;
    }

    /** May be shown again. */
    public void unblock() {
        blocked = null;
    }

    /** Why it may not be shown, if so. */
    public Optional<String> blocked() {
        return Optional.ofNullable(blocked);
    }

    /** When something was last pushed; empty when nothing ever was. */
    public Optional<Instant> pushed() {
        return Optional.ofNullable(pushed);
    }

    /** Stamps a push, which real commits do as well. */
    public void push() {
        pushed = world().now();
    }

    /** Its commits, made when they are first asked for. */
    public BareRepository git() {
        return BareRepository.at(gitPath(), this::push);
    }

    /** Where its commits are, once somebody asked for them. */
    public Path gitPath() {
        return world().git().resolve(id() + ".git");
    }

    /** The commits of its wiki, made when they are first asked for. */
    public BareRepository wiki() {
        return BareRepository.at(world().git().resolve(id() + ".wiki.git"), this::push);
    }

    /** Holds a large file, and commits what stands for it. Returns its id. */
    public String lfs(String branch, byte[] bytes) {
        String oid = contents().hold(bytes);
        git().commit(
                        branch,
                        "version https://git-lfs.github.com/spec/v1\noid sha256:" + oid + "\nsize " + bytes.length
                                + "\n");
        return oid;
    }

    /** The issue or pull request with this number. */
    public Issue issue(long number) {
        return contents().issue(number).orElseThrow();
    }

    /** A new issue by the first user. */
    public Issue open(String title) {
        return contents().open(title);
    }

    /** A new pull request. */
    public Pull propose(String title, String branch) {
        return contents().propose(title, branch);
    }

    /** What people wrote here. */
    public Contents contents() {
        Contents found = contents.get();
        if (found == null) {
            contents.compareAndSet(null, new Contents(world(), this));
        }
        return contents.get();
    }

    /** How many issues and pull requests are open. */
    public long openIssues() {
        Contents found = contents.get();
        return found == null
                ? 0
                : found.issues().stream()
                        .filter(issue -> issue.text("state", "").equals("open"))
                        .count();
    }

    /** The label of this name, made when it is not there. */
    public Label label(String label) {
        return contents().label(label);
    }

    /** The milestone of this title, made when it is not there. */
    public Milestone milestone(String title) {
        return contents().milestone(title);
    }

    /** A new release. */
    public Release release(String tag) {
        return contents().release(tag);
    }

    /** A comment on a commit. */
    public Comment commentOnCommit(String sha, String text) {
        return contents().commentOnCommit(sha, text);
    }

    /** A file that was dropped into a text, which is then to name its path. */
    public Attachment attach(String fileName, byte[] bytes) {
        return contents().attach(fileName, bytes);
    }

    /** The topics it carries. */
    public List<String> topics() {
        return fact("topics") instanceof List<?> all
                ? all.stream().map(String::valueOf).toList()
                : List.of();
    }
}
