package io.repobackup.core.backup;

import io.repobackup.api.git.LfsRules;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.PartWork;
import io.repobackup.api.source.SubjectOffer;
import java.util.ArrayList;
import java.util.List;

/** Adds to what a source offers what follows from it: after each git part the part of its LFS objects. */
final class LfsOffers {

    private LfsOffers() {}

    static SubjectOffer in(SubjectOffer offer) {
        List<PartOffer> parts = new ArrayList<>();
        for (PartOffer part : offer.parts()) {
            parts.add(part);
            if (part.work() instanceof PartWork.Git git && git.endpoint().lfs() != LfsRules.OFF) {
                parts.add(PartOffer.lfs(part));
            }
        }
        return new SubjectOffer(offer.subject(), parts);
    }
}
