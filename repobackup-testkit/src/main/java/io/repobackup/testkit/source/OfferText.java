package io.repobackup.testkit.source;

import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.PartWork;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.Subject;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What an offer says, as text that can be compared and read; offers themselves have no equality. */
final class OfferText {

    private OfferText() {}

    static String of(SubjectOffer offer) {
        return of(offer.subject())
                + offer.parts().stream().map(OfferText::of).sorted().collect(Collectors.joining("\n  ", "\n  ", ""));
    }

    private static String of(Subject subject) {
        String availability =
                subject instanceof RemoteRepository repository ? " " + repository.availability() : " owner";
        return subject.id() + availability + " named " + subject.name() + " at " + subject.url() + " "
                + new TreeMap<>(subject.attributes());
    }

    private static String of(PartOffer offer) {
        return offer.part() + " in " + offer.lane() + " mark " + offer.mark() + " every " + offer.checkEvery()
                + " after " + new TreeSet<>(offer.after()) + " by " + of(offer.work());
    }

    private static String of(PartWork work) {
        if (work instanceof PartWork.Git git) {
            return "git " + git.endpoint().url() + " " + git.endpoint().refs() + " "
                    + git.endpoint().lfs() + " as "
                    + git.endpoint().credentials().identity();
        }
        return work instanceof PartWork.Metadata metadata
                ? "a snapshotter" + (metadata.content().isPresent() ? " with content" : "")
                : work.toString();
    }
}
