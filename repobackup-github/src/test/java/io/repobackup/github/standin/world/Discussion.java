package io.repobackup.github.standin.world;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A discussion, which only GraphQL shows. <i>Thread-safe.</i> */
public final class Discussion extends Thing {

    private final Repository repository;
    private final long number;
    private final Map<Long, Comment> comments = new ConcurrentSkipListMap<>();

    Discussion(Repository repository, long number, String title) {
        super(repository.world(), "D", repository.world().nextOfFew());
        this.repository = repository;
        this.number = number;
        setUnseen("title", title);
        setUnseen("body", "About " + title);
    }

    /** A comment by somebody. */
    public Comment comment(String user, String text) {
        Comment comment = new Comment(repository, "DC", world().user(user), text, comments);
        touch();
        return comment;
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

    public Collection<Comment> comments() {
        return comments.values();
    }
}
