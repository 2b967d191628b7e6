package io.repobackup.core.vault.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.SubjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubjectChoiceTest {

    private static final List<SubjectId> ALL = IntStream.range(0, 100)
            .mapToObj(number -> (SubjectId) new RepositoryId("host.example", "" + number))
            .toList();

    @Test
    void everythingIsInTheOrderOfItsKeys() {
        assertThat(SubjectChoice.everything().of(ALL))
                .containsExactlyInAnyOrderElementsOf(ALL)
                .isSortedAccordingTo(SubjectChoice.BY_KEY);
    }

    @Test
    void everySubjectBelongsToExactlyOneShare() {
        List<SubjectId> chosen = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            List<SubjectId> share = SubjectChoice.everything().share(i, 7).of(ALL);
            assertThat(share).isNotEmpty();
            chosen.addAll(share);
        }
        assertThat(chosen).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void ofThoseThatAreNamedAShareIsChosenToo() {
        SubjectId one = ALL.get(42);
        long shares = IntStream.range(0, 3)
                .filter(i ->
                        SubjectChoice.everything().only(one).share(i, 3).of(ALL).equals(List.of(one)))
                .count();
        assertThat(shares).isEqualTo(1);
        assertThat(SubjectChoice.everything().share(0, 1).only(one).of(ALL)).containsExactly(one);
    }

    @Test
    void aNameThatNobodyKnowsIsRefused() {
        SubjectChoice choice = SubjectChoice.everything().only(new RepositoryId("host.example", "elsewhere"));
        assertThatThrownBy(() -> choice.ofKnown(ALL, "copy"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("copy")
                .hasMessageContaining("elsewhere");
        assertThatThrownBy(() -> SubjectChoice.everything().share(3, 3)).isInstanceOf(IllegalArgumentException.class);
    }
}
