package io.repobackup.github;

import static org.assertj.core.api.Assertions.catchThrowable;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.source.Inventory;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.PartWork;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.testkit.capture.InMemoryPartContext;

/** Looks at the parts of an inventory. */
final class Captures {

    private Captures() {}

    static SubjectOffer offer(Inventory inventory, long id) {
        return inventory.subjects().stream()
                .filter(offer -> offer.subject().id().id().equals(Long.toString(id)))
                .findFirst()
                .orElseThrow();
    }

    static PartOffer part(SubjectOffer offer, String part) {
        return offer.parts().stream()
                .filter(each -> each.part().name().equals(part))
                .findFirst()
                .orElseThrow();
    }

    static Throwable failureOf(Inventory inventory, long id, String part) {
        return catchThrowable(() -> capture(offer(inventory, id), part, InMemoryPartContext.create()));
    }

    static Captured capture(SubjectOffer offer, String part, InMemoryPartContext context) {
        PartWork.Metadata work = (PartWork.Metadata) part(offer, part).work();
        return work.snapshotter().capture(offer.subject(), context);
    }
}
