package io.repobackup.github.standin.world;

import java.util.Optional;

/** A milestone. <i>Thread-safe.</i> */
public final class Milestone extends Thing {

    private final Repository repository;
    private final long number;

    Milestone(Repository repository, String title, long number) {
        super(repository.world(), "MI", repository.world().nextOfFew());
        this.repository = repository;
        this.number = number;
        setUnseen("title", title);
        setUnseen("state", "open");
    }

    @Override
    public Optional<Repository> home() {
        return Optional.of(repository);
    }

    public long number() {
        return number;
    }
}
