package io.repobackup.age;

import static io.repobackup.age.AgeSinks.RECOVERY;
import static io.repobackup.age.AgeSinks.STATE_KEY;
import static io.repobackup.age.AgeSinks.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.capture.State;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.source.Lane;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.copy.Comparison;
import io.repobackup.core.copy.CopyEngine;
import io.repobackup.core.copy.CopyReport;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyEngine;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.source.InMemorySource;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An encrypted vault is copied as it lies. */
class CopiedVaultTest {

    /** Content that is streamed, and content that is put in one go. */
    private static final int[] SIZES = {3 << 20, 5_000};

    @TempDir
    Path dir;

    private final InMemoryBlobSink store = InMemoryBlobSink.on(Clock.systemUTC());
    private final InMemoryBlobSink target = InMemoryBlobSink.on(Clock.systemUTC());

    @BeforeEach
    void backUp() {
        InMemorySource source = InMemorySource.named("host.example/orgs/acme");
        source.offer(new SubjectOffer(
                RemoteRepository.builder(new RepositoryId("host.example", "1"))
                        .name("acme/one")
                        .url(URI.create("https://host.example/acme/one"))
                        .build(),
                List.of(issues())));
        BackupEngine.builder()
                .source(source)
                .vault(Vault.openOrCreate(AgeSinks.over(store, RECOVERY, STATE_KEY)))
                .scratch(dir)
                .build()
                .run()
                .throwIfFailed();
    }

    private static PartOffer issues() {
        return PartOffer.of(new Part("issues"), new Lane("api:host.example", 1), (subject, context) -> {
                    try (var segment = context.segment("issues")) {
                        segment.put("1", "{\"number\":1}".getBytes(StandardCharsets.UTF_8));
                        segment.commit();
                    }
                    for (int i = 0; i < SIZES.length; i++) {
                        URI from = URI.create("https://host.example/files/" + i);
                        context.link(new ContentRef("" + i, Optional.empty(), OptionalLong.empty(), from));
                    }
                    return new Captured.Changed(new State(1, "{}"));
                })
                .withContent((subject, content) ->
                        new ByteArrayInputStream(AgeSinks.noise(SIZES[Integer.parseInt(content.id())])));
    }

    private CopyReport copy(BlobSink to, Comparison comparison) {
        return CopyEngine.builder()
                .from(Vault.open(AgeSinks.over(store, STATE_KEY)))
                .to(to)
                .comparison(comparison)
                .build()
                .run();
    }

    @Test
    void aStateKeyIsEnoughAndTheRecoveryKeyRestoresTheCopy() {
        copy(target, Comparison.SIZES).throwIfFailed();
        assertThat(target.keys()).isEqualTo(store.keys());
        assertThat(target.keys())
                .allSatisfy(key -> assertThat(target.content(key)).isEqualTo(store.content(key)));
        for (BlobSink same : List.of(target, AgeSinks.over(target, STATE_KEY))) {
            CopyReport again = copy(same, Comparison.DIGESTS);
            again.throwIfFailed();
            assertThat(again.copied()).isZero();
        }
        Vault copied = Vault.open(AgeSinks.over(target, RECOVERY, STATE_KEY));
        assertThat(VerifyEngine.builder()
                        .vault(copied)
                        .depth(Depth.DRILL)
                        .scratch(dir)
                        .build()
                        .run()
                        .severity())
                .isEqualTo(Severity.OK);
    }

    @Test
    void damageIsFoundWithoutAKeyOfData() {
        BlobKey blob = store.keys().stream()
                .filter(key -> key.text().endsWith(".blob"))
                .findFirst()
                .orElseThrow();
        byte[] bytes = store.content(blob);
        bytes[bytes.length - 1] ^= 1;
        store.tamper(blob, bytes);
        CopyReport report = copy(target, Comparison.SIZES);
        assertThat(report.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.kind()).isEqualTo(CopyReport.Kind.DAMAGED);
            assertThat(trouble.key()).isEqualTo(blob);
            assertThat(trouble.harms()).hasSize(1);
        });
        assertThat(target.keys()).doesNotContain(blob);
    }

    @Test
    void withoutAKeyThatReadsRecordsNothingIsCopied() {
        assertThatThrownBy(() -> CopyEngine.builder()
                        .from(Vault.open(AgeSinks.over(store, STRANGER)))
                        .to(target)
                        .build()
                        .run())
                .isInstanceOf(MisconfiguredException.class);
        assertThat(target.keys()).isEmpty();
    }
}
