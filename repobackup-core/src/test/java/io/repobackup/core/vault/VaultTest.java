package io.repobackup.core.vault;

import static io.repobackup.core.vault.VaultFixture.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.snapshot.SnapshotInfo.Completeness;
import io.repobackup.api.subject.Owner;
import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.Subject;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.catalog.CatalogEntry;
import io.repobackup.core.vault.key.VaultKeys;
import io.repobackup.core.vault.writing.RecordDraft;
import io.repobackup.core.vault.writing.SubjectWriter;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.FaultySink;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Trigger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VaultTest {

    @Nested
    class Opening {

        private final InMemoryBlobSink store = InMemoryBlobSink.create();

        @Test
        void anEmptyPlaceBecomesAVaultThatStaysTheSame() {
            Vault made = Vault.openOrCreate(store);

            assertThat(Vault.open(store).id()).isEqualTo(made.id());
            assertThat(Vault.openOrCreate(store).id()).isEqualTo(made.id());
            assertThat(store.keys()).extracting(BlobKey::text).containsExactly("restore.md", "vault.json");
            assertThat(store.content(VaultKeys.RESTORE))
                    .asString(StandardCharsets.UTF_8)
                    .contains("git");
        }

        @Test
        void racingMakersMakeOneVault() {
            assertThat(IntStream.range(0, 16)
                            .parallel()
                            .mapToObj(i -> Vault.openOrCreate(store.reopen()).id())
                            .distinct())
                    .hasSize(1);
        }

        @Test
        void aLostAnswerWhileMakingIsSettled() {
            FaultySink sink = FaultySink.over(store);
            sink.inject(SinkOperation.PUT, Trigger.always().once(), Fault.doneButUnknown());
            sink.inject(SinkOperation.PUT, Trigger.always().nth(2), Fault.unknownAndNotDone());

            assertThat(Vault.openOrCreate(sink).id())
                    .isEqualTo(Vault.open(store).id());
        }

        @Test
        void anEmptyPlaceIsNoVault() {
            assertThatThrownBy(() -> Vault.open(store))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("no vault.json")
                    .hasMessageContaining("nothing else");
        }

        @Test
        void aPlaceWithOtherThingsIsNoVaultAndDoesNotBecomeOne() {
            put("holiday/beach.jpg", "x");

            assertThatThrownBy(() -> Vault.open(store))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("holiday/beach.jpg");
            assertThatThrownBy(() -> Vault.openOrCreate(store))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("holiday/beach.jpg");
            assertThat(store.keys()).hasSize(1);
        }

        @Test
        void aNewerFormatIsRefused() {
            Vault.openOrCreate(store);
            edit("\"format\":1", "\"format\":2");

            assertThatThrownBy(() -> Vault.open(store))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("format version 2")
                    .hasMessageContaining("newer version of repobackup");
        }

        @Test
        void anUnknownFeatureOfALaterFileIsRefused() {
            Vault vault = Vault.openOrCreate(store);
            put("vault/0000000001.json", feature(vault.id().text(), "\"read\":[\"shared-lfs\"]"));

            assertThatThrownBy(() -> Vault.open(store))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("shared-lfs");
        }

        @Test
        void anUnknownFeatureForAppendingForbidsOnlyThat() {
            Vault made = Vault.openOrCreate(store);
            put("vault/0000000001.json", feature(made.id().text(), "\"append\":[\"shared-lfs\"]"));

            Vault vault = Vault.open(store);

            assertThat(vault.history(ID)).isEmpty();
            assertThatThrownBy(() -> SubjectWriter.open(vault, ID, VaultFixture.RUN, 0))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("shared-lfs");
        }

        @Test
        void otherFilesBesideTheFeaturesAreIgnored() {
            Vault made = Vault.openOrCreate(store);
            put("vault/notes.txt", "x");

            assertThat(Vault.open(store).id()).isEqualTo(made.id());
        }

        @Test
        void aDamagedSignpostIsCorruption() {
            put("vault.json", "{\"format\":1}");

            assertThatThrownBy(() -> Vault.open(store))
                    .isInstanceOf(CorruptedException.class)
                    .hasMessageContaining("vault.json");
        }

        private String feature(String vault, String requires) {
            return "{\"format\":1,\"requires\":{" + requires + "},\"vault\":\"" + vault
                    + "\",\"created\":\"2026-01-05T12:00:00.000Z\"}\n";
        }

        private void edit(String from, String to) {
            String text = new String(store.content(VaultKeys.SIGNPOST), StandardCharsets.UTF_8);
            store.tamper(VaultKeys.SIGNPOST, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        }

        private void put(String key, String text) {
            store.putIfAbsent(BlobKey.of(key), text.getBytes(StandardCharsets.UTF_8), BlobOptions.of(BlobClass.PLAIN));
        }
    }

    @Nested
    class Snapshots {

        private final VaultFixture fixture = new VaultFixture();
        private final Vault vault = fixture.vault;
        private final Instant start = fixture.clock.instant();

        @Test
        void onlySnapshotsAreHistory() {
            fixture.snapshot();
            fixture.append(RecordKind.PROGRESS, "acme/tool");
            fixture.append(RecordKind.COMPACTION, "acme/tool");
            fixture.append(RecordKind.GONE, "acme/tool");
            fixture.append(RecordKind.RETURNED, "acme/tool");
            fixture.append(RecordKind.SNAPSHOT, "acme/renamed");

            assertThat(vault.history(ID)).extracting(SnapshotInfo::number).containsExactly(1L, 6L);
            assertThat(vault.history(ID)).extracting(SnapshotInfo::name).containsExactly("acme/tool", "acme/renamed");
            assertThat(vault.history(ID).get(0).completeness()).isEqualTo(Completeness.COMPLETE);
        }

        @Test
        void aSnapshotStandsUntilTheNextOne() {
            fixture.snapshot();
            fixture.snapshot();
            fixture.append(RecordKind.PROGRESS, "acme/tool");

            assertThat(vault.at(ID, start.minusMillis(1))).isEmpty();
            assertThat(number(start)).contains(1L);
            assertThat(number(start.plus(Duration.ofMinutes(59)))).contains(1L);
            assertThat(number(start.plus(Duration.ofHours(1)))).contains(2L);
            assertThat(number(Instant.MAX)).contains(2L);
        }

        @Test
        void theLastSnapshotCostsFewRequestsHoweverLongTheLog() {
            for (int i = 0; i < 30; i++) {
                fixture.snapshot();
            }
            long opens = fixture.sink.calls(SinkOperation.OPEN);

            assertThat(number(Instant.MAX)).contains(30L);
            assertThat(fixture.sink.calls(SinkOperation.OPEN) - opens).isLessThan(5);
        }

        @Test
        void droppedSnapshotsAreNotListed() {
            fixture.snapshot();
            fixture.snapshot();
            fixture.snapshot();
            fixture.writer()
                    .append(new RecordDraft(
                            RecordKind.PRUNE,
                            VaultFixture.repository("acme/tool"),
                            Completeness.COMPLETE,
                            Map.of(),
                            Optional.of(new PruneNote(
                                    Set.of(1L, 2L), List.of(BlobKey.of("data/git.example/repo-42/a.bundle"))))));

            assertThat(vault.history(ID)).extracting(SnapshotInfo::number).containsExactly(3L);
            assertThat(number(start.plus(Duration.ofMinutes(1)))).isEmpty();
            assertThat(number(Instant.MAX)).contains(3L);
            assertThat(vault.log(ID).read(4).orElseThrow().prune().orElseThrow().condemned())
                    .containsExactly(BlobKey.of("data/git.example/repo-42/a.bundle"));
        }

        private Optional<Long> number(Instant moment) {
            return vault.at(ID, moment).map(SnapshotInfo::number);
        }
    }

    @Nested
    class Finding {

        private final VaultFixture fixture = new VaultFixture();
        private final Vault vault = fixture.vault;

        @Test
        void everySubjectWithALogIsListedOnce() {
            RepositoryId odd = new RepositoryId("git.example:8443", "Group/Ä");
            RepositoryId endless = new RepositoryId("git.example", "x".repeat(200));
            OwnerId owner = new OwnerId("git.example", "42");
            for (SubjectId id : List.of(ID, odd, endless, owner, ID)) {
                append(id, "acme/x");
            }

            try (Stream<SubjectId> subjects = vault.subjects()) {
                assertThat(subjects).containsExactlyInAnyOrder(ID, odd, endless, owner);
            }
        }

        @Test
        void longLogsAreLeaptOver() {
            for (int i = 1; i <= 2_500; i++) {
                put("log/a/repo-1/%010d.json.gz".formatted(i));
            }
            put("log/a/repo-2/0000000001.json.gz");
            put("log/b/owner-1/0000000001.json.gz");

            try (Stream<SubjectId> subjects = vault.subjects()) {
                assertThat(subjects)
                        .containsExactly(new RepositoryId("a", "1"), new RepositoryId("a", "2"), new OwnerId("b", "1"));
            }
        }

        @Test
        void aNameIsFoundInTheLogsWhenNoCatalogKnowsIt() {
            append(ID, "acme/old");
            append(ID, "acme/new");
            RepositoryId successor = new RepositoryId("git.example", "43");
            append(successor, "acme/old");

            assertThat(vault.named("acme/old")).containsExactlyInAnyOrder(ID, successor);
            assertThat(vault.named("acme/new")).containsExactly(ID);
            assertThat(vault.named("acme/none")).isEmpty();
        }

        @Test
        void aNameIsFoundInTheCatalogsWithoutReadingLogs() {
            var catalog = vault.catalog("git.example/orgs/acme");
            var first = catalog.append(
                    catalog.latest(),
                    VaultFixture.RUN.run().text(),
                    List.of(CatalogEntry.of(ID, "acme/old", 1, Map.of())));
            catalog.append(first, VaultFixture.RUN.run().text(), List.of(CatalogEntry.of(ID, "acme/new", 2, Map.of())));
            append(ID, "acme/unseen");
            long lists = fixture.sink.calls(SinkOperation.LIST);

            assertThat(vault.named("acme/old")).containsExactly(ID);
            assertThat(vault.named("acme/new")).containsExactly(ID);
            assertThat(fixture.sink.calls(SinkOperation.LIST) - lists).isEqualTo(4);
        }

        private void append(SubjectId id, String name) {
            Part part = Part.GIT;
            SubjectWriter.open(vault, id, VaultFixture.RUN, 0)
                    .append(RecordDraft.of(
                            RecordKind.SNAPSHOT,
                            subject(id, name),
                            Completeness.INCOMPLETE,
                            Map.of(part, PartRecord.of("failed", fixture.clock.instant()))));
        }

        private Subject subject(SubjectId id, String name) {
            URI url = URI.create("https://git.example/x");
            return id instanceof RepositoryId repository
                    ? RemoteRepository.builder(repository).name(name).url(url).build()
                    : Owner.builder((OwnerId) id).name(name).url(url).build();
        }

        private void put(String key) {
            fixture.store.putIfAbsent(BlobKey.of(key), new byte[0], BlobOptions.of(BlobClass.STATE));
        }
    }
}
