package io.repobackup.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RepositoryId;
import org.junit.jupiter.api.Test;

class ScopeTest {

    private static RepositoryId id(int number) {
        return new RepositoryId("git.example", "" + number);
    }

    @Test
    void sharesCoverEverySubjectOnce() {
        for (int subject = 0; subject < 200; subject++) {
            int holders = 0;
            for (int share = 0; share < 7; share++) {
                holders += Scope.everything().share(share, 7).includes(id(subject)) ? 1 : 0;
            }
            assertThat(holders).as("shares that hold subject %d", subject).isEqualTo(1);
        }
    }

    @Test
    void noShareIsMuchLargerThanAnother() {
        long first = java.util.stream.IntStream.range(0, 13_000)
                .filter(subject -> Scope.everything().share(0, 4).includes(id(subject)))
                .count();
        assertThat(first).isBetween(2_900L, 3_600L);
    }

    @Test
    void someSubjectsExcludeAllOthers() {
        assertThat(Scope.only(id(1)).includes(id(1))).isTrue();
        assertThat(Scope.only(id(1)).includes(id(2))).isFalse();
    }

    @Test
    void somePartsExcludeAllOthers() {
        Scope scope = Scope.everything().parts(Part.GIT);
        assertThat(scope.includes(Part.GIT)).isTrue();
        assertThat(scope.includes(Part.WIKI)).isFalse();
        assertThat(scope.isEverything()).isFalse();
    }

    @Test
    void aShareThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> Scope.everything().share(3, 3)).hasMessageContaining("0 to of-1");
    }
}
