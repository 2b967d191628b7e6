package io.repobackup.benchmarks;

import io.repobackup.api.source.Inventory;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.Source;
import io.repobackup.api.source.SourceContext;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.SubjectId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A source whose listing tells of each repository whether it changed, as those of hosts do. <i>Thread-safe.</i> */
final class MarkedSource implements Source {

    private final Source repositories;
    private final Function<RemoteRepository, String> marks;

    /** Another source, and what a host would say of each of its repositories. */
    MarkedSource(Source repositories, Function<RemoteRepository, String> marks) {
        this.repositories = repositories;
        this.marks = marks;
    }

    @Override
    public String id() {
        return repositories.id();
    }

    @Override
    public Inventory inventory(SourceContext context) {
        return Inventory.of(repositories.inventory(context).subjects().stream()
                .map(this::marked)
                .toList());
    }

    @Override
    public Optional<SubjectOffer> find(SubjectId subject, SourceContext context) {
        return repositories.find(subject, context).map(this::marked);
    }

    private SubjectOffer marked(SubjectOffer offer) {
        ChangeMark mark = new ChangeMark(marks.apply((RemoteRepository) offer.subject()));
        List<PartOffer> parts =
                offer.parts().stream().map(part -> part.withMark(mark)).toList();
        return new SubjectOffer(offer.subject(), parts);
    }
}
