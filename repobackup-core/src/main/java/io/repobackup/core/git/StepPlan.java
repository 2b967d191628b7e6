package io.repobackup.core.git;

import io.repobackup.api.git.RefRules;
import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.refs.RepositoryRefs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * In which order a large repository is fetched: tags by version, so that each step is a piece of history; then branches
 * with HEAD and all else; then requests, the oldest first.
 */
final class StepPlan {

    /** A step: refs to have in addition, and HEAD where it can be had by then. */
    record Step(List<Ref> refs, Optional<Head> head) {}

    private static final int FEWEST = 4;
    private static final int MOST = 8;
    private static final int TAGS_TO_A_STEP = 500;

    private final RefRules rules;
    private final int batch;

    StepPlan(RefRules rules, StepRule rule) {
        this.rules = rules;
        this.batch = rule.batch();
    }

    List<Step> steps(RepositoryRefs goal) {
        List<Ref> tags = new ArrayList<>();
        List<Ref> branches = new ArrayList<>();
        List<Ref> requests = new ArrayList<>();
        for (Ref ref : goal.refs()) {
            (isRequest(ref.name()) ? requests : ref.name().isUnder("refs/tags/") ? tags : branches).add(ref);
        }
        tags.sort(Comparator.comparing(Ref::name, new VersionOrder()));
        requests.sort(Comparator.comparingLong(ref -> RefNumber.of(ref.name())));
        List<Step> steps = new ArrayList<>();
        int groups = Math.max(FEWEST, Math.min(MOST, tags.size() / TAGS_TO_A_STEP));
        pieces(tags, (tags.size() + groups - 1) / groups)
                .forEach(piece -> steps.add(new Step(piece, Optional.empty())));
        steps.add(new Step(branches, Optional.of(goal.head())));
        pieces(requests, Math.max(batch, goal.refs().size() / MOST))
                .forEach(piece -> steps.add(new Step(piece, Optional.of(goal.head()))));
        return steps;
    }

    private boolean isRequest(RefName name) {
        return rules.isLate(name.display())
                || name.isUnder("refs/pull/")
                || name.isUnder("refs/merge-requests/")
                || name.isUnder("refs/changes/");
    }

    private static List<List<Ref>> pieces(List<Ref> refs, int size) {
        List<List<Ref>> pieces = new ArrayList<>();
        for (int at = 0; at < refs.size(); at += size) {
            pieces.add(refs.subList(at, Math.min(refs.size(), at + size)));
        }
        return pieces;
    }
}
