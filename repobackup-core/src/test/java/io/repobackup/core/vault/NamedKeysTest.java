package io.repobackup.core.vault;

import static io.repobackup.core.vault.VaultFixture.ID;
import static io.repobackup.core.vault.VaultFixture.recordKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.snapshot.SnapshotInfo.Completeness;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.vault.json.Gzip;
import io.repobackup.core.vault.writing.Committed;
import io.repobackup.core.vault.writing.RecordDraft;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A record speaks of its own subject's blobs alone: else dropping one subject could take from another. */
class NamedKeysTest {

    private static final String OWN = "git.example/repo-42/";

    private final VaultFixture fixture = new VaultFixture();

    /** Where a record names a blob. */
    private enum Place {
        BUNDLE,
        INDEX,
        EXTERNAL,
        REFS,
        PENDING,
        SEGMENT,
        IDS,
        LEDGER,
        CONTENT,
        STATE,
        CONDEMNED;

        RecordDraft naming(VaultFixture fixture, BlobRef odd) {
            BlobRef own = VaultFixture.blob(fixture.vault.blobs(ID).data(), "blob", "own " + this);
            return switch (this) {
                case BUNDLE -> fixture.draft(git(Optional.empty(), odd, own, own));
                case INDEX -> fixture.draft(git(Optional.empty(), own, odd, own));
                case EXTERNAL -> fixture.draft(git(Optional.empty(), own, own, odd));
                case REFS -> fixture.draft(git(Optional.of(odd), own, own, own));
                case PENDING ->
                    draft(PartRecord.of("pending", fixture.clock.instant())
                            .withPending(git(Optional.empty(), odd, own, own)));
                case SEGMENT -> fixture.draft(metadata(odd, own, own, own, own));
                case IDS -> fixture.draft(metadata(own, odd, own, own, own));
                case LEDGER -> fixture.draft(metadata(own, own, odd, own, own));
                case CONTENT -> fixture.draft(metadata(own, own, own, odd, own));
                case STATE -> fixture.draft(metadata(own, own, own, own, odd));
                case CONDEMNED ->
                    new RecordDraft(
                            RecordKind.PRUNE,
                            VaultFixture.repository("acme/tool"),
                            Completeness.COMPLETE,
                            Map.of(),
                            Optional.of(new PruneNote(Set.of(), List.of(odd.key()))));
            };
        }

        private static RecordDraft draft(PartRecord part) {
            return RecordDraft.of(
                    RecordKind.PROGRESS,
                    VaultFixture.repository("acme/tool"),
                    Completeness.INCOMPLETE,
                    Map.of(Part.GIT, part));
        }

        private static StoredGit git(Optional<BlobRef> refs, BlobRef bundle, BlobRef index, BlobRef external) {
            return new StoredGit(
                    ObjectFormat.SHA1,
                    Head.unborn(RefName.utf8("refs/heads/main")),
                    Set.of(),
                    new StoredRefs(refs, List.of(), Set.of(), Map.of()),
                    List.of(new PackEntry(
                            bundle,
                            3,
                            index,
                            external,
                            VaultFixture.oid(1),
                            1,
                            OptionalLong.of(0),
                            OptionalLong.empty())));
        }

        private static StoredMetadata metadata(
                BlobRef segment, BlobRef ids, BlobRef ledger, BlobRef content, BlobRef state) {
            ContentRef link = new ContentRef("1", Optional.empty(), OptionalLong.empty(), URI.create("https://x/1"));
            return new StoredMetadata(
                    new StoredState.Stored(1, state),
                    List.of(new Segment("issues", Segment.Mode.ADD, segment, 1)),
                    Map.of("issues", new StoredLines<>(Optional.of(ids), List.of(), Set.of())),
                    new StoredLines<>(
                            Optional.of(ledger),
                            List.of(ContentEntry.wanted(link).withStored(content)),
                            Set.of()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRecordThatNamesTheBlobOfAnotherSubjectIsVoid(Place place) {
        BlobRef odd = VaultFixture.blob(fixture.vault.blobs(ID).data(), "blob", "odd");
        assertThat(fixture.writer().append(place.naming(fixture, odd))).isInstanceOf(Committed.Appended.class);
        assertThat(fixture.vault.log(ID).findings()).isEmpty();
        byte[] good = fixture.store.content(recordKey(1));
        String name = odd.key().name();

        for (String where : foreign(name).toList()) {
            fixture.store.tamper(recordKey(1), edited(good, "data/" + OWN + name, where));

            assertThat(fixture.vault.log(ID).findings())
                    .extracting(Finding::kind)
                    .as(where)
                    .containsExactly(Finding.Kind.VOID_RECORD);
            assertThatThrownBy(() -> fixture.vault.log(ID).read(1))
                    .isInstanceOf(CorruptedException.class)
                    .hasMessageContaining(where);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noSuchRecordIsAppended(Place place) {
        BlobRef odd = VaultFixture.blob(
                fixture.vault.blobs(new RepositoryId("git.example", "4")).data(), "blob", "odd");

        assertThatThrownBy(() -> fixture.writer().append(place.naming(fixture, odd)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(odd.key().text());
        assertThat(fixture.vault.log(ID).head().number()).isZero();
    }

    private static Stream<String> foreign(String name) {
        BlobKey record = recordKey(1);
        return Stream.of(
                "data/git.example/repo-4/" + name,
                "data/git.example/repo-421/" + name,
                "data/git.example/owner-42/" + name,
                "data/other.example/repo-42/" + name,
                "runs/" + name,
                record.text());
    }

    private static byte[] edited(byte[] file, String from, String to) {
        String text = new String(Gzip.expand(file, 1 << 20), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        return Gzip.compress(text.replace(from, to).getBytes(StandardCharsets.UTF_8));
    }
}
