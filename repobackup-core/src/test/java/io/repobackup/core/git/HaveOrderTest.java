package io.repobackup.core.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.git.RefRules;
import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.refs.RepositoryRefs;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HaveOrderTest {

    @Test
    void theMostUsefulComeFirst() {
        RepositoryRefs before = refs(
                id(1),
                ref("refs/heads/a", 2),
                ref("refs/heads/moved", 3),
                ref("refs/notes/commits", 4),
                ref("refs/pull/9/head", 5),
                ref("refs/pull/10/head", 6),
                ref("refs/stash", 7),
                ref("refs/tags/moved", 8),
                ref("refs/tags/v1", 9));
        RepositoryRefs now = refs(id(90), ref("refs/heads/moved", 91), ref("refs/tags/moved", 92));
        assertThat(HaveOrder.of(before, now, RefRules.all()))
                .containsExactly(id(3), id(8), id(1), id(2), id(4), id(6), id(5), id(7), id(9));
    }

    @Test
    void lateRefsAreNotPreferred() {
        RepositoryRefs before = refs(id(2), ref("refs/heads/bot/1", 1), ref("refs/heads/main", 2));
        assertThat(HaveOrder.of(before, before, RefRules.all().late("refs/heads/bot/**")))
                .containsExactly(id(2), id(1));
    }

    @Test
    void noMoreAreToldThanHelp() {
        List<Ref> many = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            many.add(ref("refs/pull/" + i + "/head", i));
        }
        RepositoryRefs before = refs(id(0), many.toArray(new Ref[0]));
        List<ObjectId> haves = HaveOrder.of(before, before, RefRules.all());
        assertThat(haves).hasSize(2_048).startsWith(id(0), id(4_999), id(4_998)).doesNotHaveDuplicates();
    }

    @Test
    void theNumberOfAChangeIsNotThatOfItsRevision() {
        assertThat(RefNumber.of(RefName.utf8("refs/changes/34/1234/5"))).isEqualTo(1234);
        assertThat(RefNumber.of(RefName.utf8("refs/heads/main"))).isEqualTo(-1);
        assertThat(RefNumber.of(RefName.utf8("refs/pull/99999999999999999999999/head")))
                .isEqualTo(-1);
    }

    static RepositoryRefs refs(ObjectId head, Ref... refs) {
        return new RepositoryRefs(ObjectFormat.SHA1, Head.detached(head), List.of(refs), Set.of());
    }

    static Ref ref(String name, int id) {
        return Ref.of(RefName.utf8(name), id(id));
    }

    static ObjectId id(int number) {
        return new ObjectId(String.format("%040x", number));
    }
}
