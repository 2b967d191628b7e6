package io.repobackup.core.vault.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.RepositoryId;
import org.junit.jupiter.api.Test;

class SubjectKeysTest {

    @Test
    void repositoryAndOwnerWithEqualIdsLieApart() {
        assertThat(SubjectKeys.of(new RepositoryId("github.com", "7"))
                        .record(12)
                        .text())
                .isEqualTo("log/github.com/repo-7/0000000012.json.gz");
        assertThat(SubjectKeys.of(new OwnerId("github.com", "7")).data().text()).isEqualTo("data/github.com/owner-7");
    }

    @Test
    void keyOfARecordLeadsBackToItsSubject() {
        RepositoryId id = new RepositoryId("git.example:8443", "Group/Tool");

        BlobKey record = SubjectKeys.of(id).record(1);

        assertThat(SubjectKeys.ofRecord(record).flatMap(SubjectKeys::subject)).contains(id);
    }

    @Test
    void shortenedKeyTellsNoSubject() {
        BlobKey record = SubjectKeys.of(new RepositoryId("h", "X".repeat(200))).record(1);

        assertThat(SubjectKeys.ofRecord(record).flatMap(SubjectKeys::subject)).isEmpty();
    }

    @Test
    void keyElsewhereIsNoRecord() {
        assertThat(SubjectKeys.ofRecord(BlobKey.of("data/h/repo-1/x"))).isEmpty();
        assertThat(SubjectKeys.ofRecord(BlobKey.of("log/h/x"))).isEmpty();
    }
}
