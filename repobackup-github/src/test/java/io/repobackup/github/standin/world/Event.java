package io.repobackup.github.standin.world;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that happened to an issue. <i>Immutable.</i> */
public final class Event extends Thing {

    private final Issue issue;
    private final @Nullable Account actor;
    private final String what;
    private final Map<String, Object> details;

    Event(Issue issue, @Nullable Account actor, String what, Map<String, Object> details) {
        super(issue.world(), "EV", issue.world().nextOfMany());
        this.issue = issue;
        this.actor = actor;
        this.what = what;
        this.details = Map.copyOf(details);
    }

    @Override
    public Optional<Repository> home() {
        return Optional.of(issue.repository());
    }

    public Issue issue() {
        return issue;
    }

    public Optional<Account> actor() {
        return Optional.ofNullable(actor);
    }

    /** In the host's words, such as {@code closed}. */
    public String what() {
        return what;
    }

    /** What it is about, under the names of REST: a label, a milestone, an account, a rename, a source. */
    public Map<String, Object> details() {
        return details;
    }
}
