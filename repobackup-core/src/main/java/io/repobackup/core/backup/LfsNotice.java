package io.repobackup.core.backup;

import io.repobackup.api.git.LfsRules;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.PartWork;
import io.repobackup.api.subject.Subject;

/** Says aloud what this version leaves out: the objects of Git LFS. */
final class LfsNotice {

    private LfsNotice() {}

    static void check(Subject subject, PartOffer offer, RunBook book) {
        if (offer.work() instanceof PartWork.Git git && git.endpoint().lfs() != LfsRules.OFF) {
            book.alarm(
                    subject + ": the rule for LFS is " + git.endpoint().lfs() + ", and this version of repobackup does"
                            + " not fetch LFS objects of " + offer.part() + " yet; back them up by other means, or set "
                            + LfsRules.OFF + " to accept it");
        }
    }
}
