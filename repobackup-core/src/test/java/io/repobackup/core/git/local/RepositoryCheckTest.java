package io.repobackup.core.git.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.refs.RepositoryRefs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RepositoryCheckTest {

    private static final RefName MAIN = new RefName("refs/heads/main");

    @TempDir
    Path dir;

    private TestRepository repository;
    private ObjectId first;
    private ObjectId second;

    private void create(ObjectFormat format) {
        repository = TestRepository.create(dir.resolve("a.git"), format);
        first = repository.grow("main", "one");
        second = repository.grow("main", "two");
        repository.git("repack", "-adq");
    }

    private RepositoryProof proof(Head head, Ref... refs) {
        RepositoryRefs recorded = new RepositoryRefs(repository.format(), head, List.of(refs), Set.of());
        return RepositoryCheck.of(repository.path(), dir).against(recorded);
    }

    private Head head() {
        return Head.symbolic(MAIN, second);
    }

    @ParameterizedTest
    @EnumSource(ObjectFormat.class)
    void whatIsAsRecordedHasNoFlaws(ObjectFormat format) {
        create(format);
        RepositoryProof proof = proof(head(), Ref.of(MAIN, second));
        assertThat(proof.flaws()).isEmpty();
        assertThat(proof.missing()).isEmpty();
        assertThat(proof.notes()).isEmpty();
        assertThat(proof.objects())
                .isEqualTo(Long.parseLong(repository.git("rev-list", "--objects", "--all", "--count")));
    }

    @ParameterizedTest
    @EnumSource(ObjectFormat.class)
    void otherRefsAreFlaws(ObjectFormat format) {
        create(format);
        assertThat(proof(head(), Ref.of(MAIN, first)).flaws())
                .singleElement()
                .asString()
                .contains("main", first.hex());
        assertThat(proof(head()).flaws()).singleElement().asString().contains("the record does not have it");
        RefName gone = new RefName("refs/tags/gone");
        assertThat(proof(head(), Ref.of(MAIN, second), Ref.of(gone, first)).flaws())
                .singleElement()
                .asString()
                .contains("refs/tags/gone");
    }

    @ParameterizedTest
    @EnumSource(ObjectFormat.class)
    void anotherHeadIsAFlawAndAFlattenedOneIsNone(ObjectFormat format) {
        create(format);
        RefName dev = new RefName("refs/heads/dev");
        assertThat(proof(Head.symbolic(dev, second), Ref.of(MAIN, second)).flaws())
                .singleElement()
                .asString()
                .contains("HEAD");
        assertThat(proof(Head.unknown(), Ref.of(MAIN, second)).flaws()).isEmpty();
        repository.head(second.hex());
        assertThat(proof(head(), Ref.of(MAIN, second)).flaws()).isEmpty();
        assertThat(proof(Head.detached(first), Ref.of(MAIN, second)).flaws()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(ObjectFormat.class)
    void anObjectThatIsNotThereIsMissing(ObjectFormat format) throws IOException {
        create(format);
        ObjectId nowhere = new ObjectId("ab".repeat(format.sizeInBytes()));
        Files.writeString(repository.path().resolve("refs/heads/broken"), nowhere.hex() + "\n");
        RepositoryProof proof = proof(head(), Ref.of(MAIN, second), Ref.of(new RefName("refs/heads/broken"), nowhere));
        assertThat(proof.flaws()).isEmpty();
        assertThat(proof.missing()).singleElement().asString().contains(nowhere.hex());
    }

    @ParameterizedTest
    @EnumSource(ObjectFormat.class)
    void aNameThatGitDoesNotTakeIsANote(ObjectFormat format) throws IOException {
        create(format);
        Files.writeString(repository.path().resolve("repobackup-refs-left-out"), first.hex() + " refs/heads/a..b\n");
        Ref refused = new Ref(new RefName("refs/heads/a..b"), first, Optional.empty(), Optional.empty());
        RepositoryProof proof = proof(head(), Ref.of(MAIN, second), refused);
        assertThat(proof.flaws()).isEmpty();
        assertThat(proof.notes()).singleElement().asString().contains("a..b");
    }
}
