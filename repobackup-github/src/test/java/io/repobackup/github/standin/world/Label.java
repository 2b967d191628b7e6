package io.repobackup.github.standin.world;

import java.util.Optional;

/** A label. <i>Thread-safe.</i> */
public final class Label extends Thing {

    private final Repository repository;

    Label(Repository repository, String name) {
        super(repository.world(), "LA", repository.world().nextOfMany());
        this.repository = repository;
        setUnseen("name", name);
        setUnseen("color", "d73a4a");
    }

    @Override
    public Optional<Repository> home() {
        return Optional.of(repository);
    }

    public String name() {
        return text("name", "");
    }
}
