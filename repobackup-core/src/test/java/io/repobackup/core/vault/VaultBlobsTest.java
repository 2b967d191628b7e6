package io.repobackup.core.vault;

import static io.repobackup.core.vault.VaultFixture.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Trigger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VaultBlobsTest {

    private final VaultFixture fixture = new VaultFixture();
    private final SubjectBlobs blobs = fixture.vault.blobs(ID);

    @Test
    void aFamilySharesItsKeyButForTheExtension() {
        BlobFamily family = blobs.data();

        String bundle = VaultFixture.blob(family, "bundle", "a").key().text();
        String idx = VaultFixture.blob(family, "idx", "b").key().text();

        assertThat(bundle).matches("data/git\\.example/repo-42/[0-9a-z]{26}\\.bundle");
        assertThat(idx).isEqualTo(bundle.replace(".bundle", ".idx"));
        assertThat(VaultFixture.blob(blobs.data(), "bundle", "c").key().text()).isNotEqualTo(bundle);
    }

    @Test
    void anExtensionIsUsedOnce() {
        BlobFamily family = blobs.state();
        VaultFixture.blob(family, "refs.gz", "a");

        assertThatThrownBy(() -> family.begin("refs.gz")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> family.begin("../x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBlobIsPinnedBySizeAndDigest() {
        BlobRef blob = VaultFixture.blob(blobs.data(), "blob", "hello");

        Sha256 digest = Sha256.of("hello".getBytes(StandardCharsets.UTF_8));
        assertThat(blob).isEqualTo(new BlobRef(blob.key(), 5, digest, 5, digest));
    }

    @Test
    void aLostAnswerToACommitIsAskedForAgain() {
        fixture.sink.inject(SinkOperation.COMMIT, Trigger.always().once(), Fault.doneButUnknown());

        assertThat(VaultFixture.blob(blobs.data(), "blob", "hello").storedSize())
                .isEqualTo(5);
    }

    @Test
    void aCommitThatStaysUnknownFails() {
        fixture.sink.inject(SinkOperation.COMMIT, Trigger.always(), Fault.doneButUnknown());

        assertThatThrownBy(() -> VaultFixture.blob(blobs.data(), "blob", "hello"))
                .isInstanceOf(OutcomeUnknownException.class);
    }

    @Nested
    class Reading {

        private final BlobRef blob = VaultFixture.blob(blobs.data(), "blob", "hello");

        @Test
        void whatIsPinnedComesBack() throws IOException {
            try (InputStream in = blobs.open(blob)) {
                assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
                assertThat(in.read()).isEqualTo(-1);
            }
        }

        @Test
        void anEmptyBlobComesBack() throws IOException {
            BlobRef empty = VaultFixture.blob(blobs.data(), "blob", "");

            try (InputStream in = blobs.open(empty)) {
                assertThat(in.read()).isEqualTo(-1);
            }
        }

        @Test
        void theLastByteOfOtherContentIsNotHandedOut() throws IOException {
            fixture.store.tamper(blob.key(), "hellO".getBytes(StandardCharsets.UTF_8));

            try (InputStream in = blobs.open(blob)) {
                assertThat(in.readNBytes(4)).hasSize(4);
                assertThatThrownBy(in::read)
                        .isInstanceOf(CorruptedException.class)
                        .hasMessageContaining(blob.key().text())
                        .hasMessageContaining("SHA-256");
            }
        }

        @Test
        void theBlobOfAnotherSubjectIsNotOpened() {
            BlobRef other = VaultFixture.blob(
                    fixture.vault.blobs(new RepositoryId("git.example", "4")).data(), "blob", "hello");

            assertThatThrownBy(() -> blobs.open(other))
                    .isInstanceOf(CorruptedException.class)
                    .hasMessageContaining(other.key().text())
                    .hasMessageContaining("git.example/repo-42");
        }

        @Test
        void lessAndMoreAreFound() {
            fixture.store.tamper(blob.key(), "hell".getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> blobs.open(blob).readAllBytes())
                    .isInstanceOf(CorruptedException.class)
                    .hasMessageContaining("4 bytes");

            fixture.store.tamper(blob.key(), "hello!".getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> blobs.open(blob).readAllBytes())
                    .isInstanceOf(CorruptedException.class)
                    .hasMessageContaining("more");
        }
    }
}
