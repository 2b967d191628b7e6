package io.repobackup.core.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.SubjectId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private static final SubjectId ONE = new RepositoryId("host.example", "1");
    private static final SubjectId TWO = new RepositoryId("host.example", "2");
    private static final SubjectId OWNER = new OwnerId("host.example", "1");

    private final Places places = new Places();

    @Test
    void aPlaceBelongsToOneSubject() {
        assertThat(places.claim(ONE, "acme/tool", List.of("acme/tool.git"))).isTrue();
        assertThat(places.claim(TWO, "acme/tool", List.of())).isFalse();
        assertThat(places.claim(ONE, "acme/tool", List.of("acme/tool.git"))).isTrue();
    }

    @Test
    void capitalsMakeNoOtherPlace() {
        places.claim(ONE, "acme/tool", List.of("acme/tool.git"));
        assertThat(places.claim(TWO, "Acme/TOOL", List.of("Acme/TOOL.git"))).isFalse();
    }

    @Test
    void aWikiIsNotTheRepositoryThatIsCalledSo() {
        places.claim(ONE, "acme/tool", List.of("acme/tool.git", "acme/tool.wiki.git"));
        assertThat(places.claim(TWO, "acme/tool.wiki", List.of("acme/tool.wiki.git")))
                .isFalse();
    }

    @Test
    void anOwnerHasItsPlaceAboveItsRepositories() {
        assertThat(places.claim(ONE, "acme/tool", List.of("acme/tool.git"))).isTrue();
        assertThat(places.claim(OWNER, "acme", List.of("acme/members"))).isTrue();
        assertThat(places.claim(TWO, "acme/members", List.of("acme/members.git")))
                .isFalse();
    }

    @Test
    void nothingLiesWithinThePartOfAnother() {
        places.claim(ONE, "acme/tool", List.of("acme/tool.git", "acme/tool/issues"));
        assertThat(places.claim(TWO, "acme/tool/issues/content", List.of())).isFalse();
        assertThat(places.claim(TWO, "acme/tool.git/hooks", List.of("acme/tool.git/hooks.git")))
                .isFalse();
        assertThat(places.claim(TWO, "acme/tool/labels", List.of("acme/tool/labels.git")))
                .isTrue();
    }

    @Test
    void aPartIsNotPutAboveThePlaceOfAnother() {
        places.claim(TWO, "acme/tool/issues/open", List.of("acme/tool/issues/open.git"));
        assertThat(places.claim(ONE, "acme/tool", List.of("acme/tool/issues"))).isFalse();
        assertThat(places.claim(ONE, "acme/tool~1", List.of("acme/tool~1/issues")))
                .isTrue();
    }

    @Test
    void whatIsNotFreeAsAWholeIsNotClaimedAtAll() {
        places.claim(ONE, "a", List.of("a/issues"));
        assertThat(places.claim(TWO, "b", List.of("b.git", "a/issues"))).isFalse();
        assertThat(places.claim(OWNER, "b", List.of("b.git"))).isTrue();
    }
}
