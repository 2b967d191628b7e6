package io.repobackup.core.faults;

import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.source.Lane;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.SubjectId;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** A few subjects at their host, and how to offer them. <i>Confined to one thread</i> while nothing is captured. */
final class World {

    static final Part ISSUES = new Part("issues");

    /** One part of one subject. */
    record Key(SubjectId subject, Part part) {}

    /** A subject with what it has. */
    private record Place(SubjectId id, Optional<GitWorld> git, Optional<ItemWorld> items, boolean marked) {}

    private final List<Place> places = new ArrayList<>();
    private final Mishaps mishaps;
    private final Lane lane;

    World(Random random, Path host, Mishaps mishaps, double gitShare) {
        this.mishaps = mishaps;
        this.lane = new Lane("api:host.example", 1 + random.nextInt(3));
        for (int i = 2 + random.nextInt(3); i > 0; i--) {
            boolean git = random.nextDouble() < gitShare;
            places.add(new Place(
                    new RepositoryId("host.example", "" + i),
                    git ? Optional.of(new GitWorld(host.resolve("r" + i + ".git"))) : Optional.empty(),
                    !git || random.nextInt(3) > 0 ? Optional.of(new ItemWorld(random, mishaps)) : Optional.empty(),
                    random.nextBoolean()));
        }
    }

    /** Some of it becomes otherwise. */
    void change(Random random) {
        for (Place place : places) {
            place.git().filter(git -> random.nextInt(3) > 0).ifPresent(git -> git.change(random));
            place.items().filter(items -> random.nextInt(3) > 0).ifPresent(items -> items.change(random));
        }
    }

    /** What each part is now: refs for git, items for the rest. */
    Map<Key, Object> now() {
        Map<Key, Object> now = new HashMap<>();
        for (Place place : places) {
            place.git().ifPresent(git -> now.put(new Key(place.id(), Part.GIT), git.state()));
            place.items().ifPresent(items -> now.put(new Key(place.id(), ISSUES), items.now()));
        }
        return now;
    }

    List<SubjectOffer> offers(Function<Path, GitEndpoint> endpoints) {
        return places.stream().map(place -> offer(place, endpoints)).toList();
    }

    private SubjectOffer offer(Place place, Function<Path, GitEndpoint> endpoints) {
        List<PartOffer> parts = new ArrayList<>();
        place.git().ifPresent(git -> {
            PartOffer offer = PartOffer.git(Part.GIT, endpoints.apply(git.path()));
            parts.add(place.marked() ? offer.withMark(new ChangeMark("v" + git.version())) : offer);
        });
        place.items().ifPresent(items -> {
            PartOffer offer =
                    PartOffer.of(ISSUES, lane, items::capture).withContent((subject, content) -> items.open(content));
            parts.add(place.marked() ? offer.withMark(new ChangeMark("v" + items.version())) : offer);
        });
        RemoteRepository repository = RemoteRepository.builder((RepositoryId) place.id())
                .name("acme/repository-" + place.id().id())
                .url(URI.create(
                        "https://host.example/acme/repository-" + place.id().id()))
                .build();
        return new SubjectOffer(repository, parts);
    }

    Mishaps mishaps() {
        return mishaps;
    }
}
