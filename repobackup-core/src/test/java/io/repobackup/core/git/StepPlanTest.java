package io.repobackup.core.git;

import static io.repobackup.core.git.HaveOrderTest.id;
import static io.repobackup.core.git.HaveOrderTest.ref;
import static io.repobackup.core.git.HaveOrderTest.refs;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.git.RefRules;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.refs.RepositoryRefs;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepPlanTest {

    @Test
    void tagsComeByVersionThenBranchesThenRequestsByAge() {
        List<Ref> refs = new ArrayList<>(List.of(ref("refs/heads/main", 1), ref("refs/notes/commits", 2)));
        for (int i = 1; i <= 8; i++) {
            refs.add(ref("refs/tags/v" + i * 2, 10 + i));
        }
        for (int i = 1; i <= 7; i++) {
            refs.add(ref("refs/pull/" + i * 3 + "/head", 20 + i));
        }
        RepositoryRefs goal = refs(id(1), refs.toArray(new Ref[0]));
        List<StepPlan.Step> steps = new StepPlan(RefRules.all(), new StepRule(0, 0, 3)).steps(goal);
        assertThat(steps.stream().map(StepPlanTest::names))
                .containsExactly(
                        "refs/tags/v2 refs/tags/v4",
                        "refs/tags/v6 refs/tags/v8",
                        "refs/tags/v10 refs/tags/v12",
                        "refs/tags/v14 refs/tags/v16",
                        "refs/heads/main refs/notes/commits",
                        "refs/pull/3/head refs/pull/6/head refs/pull/9/head",
                        "refs/pull/12/head refs/pull/15/head refs/pull/18/head",
                        "refs/pull/21/head");
        assertThat(steps.get(3).head()).isEmpty();
        assertThat(steps.get(4).head()).contains(goal.head());
    }

    @Test
    void versionsAreOrderedAsPeopleCount() {
        assertThat(Stream.of("v10", "v9", "v1.10", "v1.9", "v1.9-rc1", "v09", "v")
                        .map(RefName::utf8)
                        .sorted(new VersionOrder())
                        .map(RefName::text))
                .containsExactly("v", "v1.9", "v1.9-rc1", "v1.10", "v09", "v9", "v10");
    }

    private static String names(StepPlan.Step step) {
        return String.join(
                " ", step.refs().stream().map(ref -> ref.name().text()).toList());
    }
}
