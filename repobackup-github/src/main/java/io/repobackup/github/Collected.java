package io.repobackup.github;

import io.repobackup.api.source.Inventory;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.github.inventory.AccountKind;
import io.repobackup.github.inventory.Found;
import io.repobackup.github.inventory.RepositoryFilter;
import io.repobackup.github.offer.GitHubOffers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was read of all lists so far, owners before repositories. <i>Confined to one thread.</i> */
final class Collected {

    private final RepositoryFilter filter;
    private final List<SubjectOffer> owners = new ArrayList<>();
    private final List<SubjectOffer> repositories = new ArrayList<>();
    private final Map<String, Long> numbers = new LinkedHashMap<>();
    private final Map<String, Long> names = new LinkedHashMap<>();

    Collected(RepositoryFilter filter) {
        this.filter = filter;
    }

    void add(Found found, GitHubOffers offers) {
        found.owner().ifPresent(owner -> {
            numbers.put(owner.login(), owner.id());
            if (owner.kind() == AccountKind.ORGANIZATION) {
                owners.add(offers.owner(owner));
            }
        });
        found.repositories().stream()
                .filter(filter::takes)
                .map(offers::repository)
                .forEach(repositories::add);
        names.putAll(found.names());
    }

    SourceState state() {
        return new SourceState(repositories.size(), numbers, names);
    }

    Inventory inventory() {
        List<SubjectOffer> all = new ArrayList<>(owners);
        all.addAll(repositories);
        return new Inventory(all, Optional.of(state().toState()));
    }
}
