package io.repobackup.core.vault;

import static io.repobackup.core.vault.VaultFixture.ID;
import static io.repobackup.core.vault.VaultFixture.oid;
import static io.repobackup.core.vault.VaultFixture.ref;
import static io.repobackup.core.vault.VaultFixture.refs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.capture.State;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.subject.Part;
import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.refs.RepositoryRefs;
import io.repobackup.core.vault.json.Gzip;
import io.repobackup.core.vault.writing.Committed;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectContentsTest {

    private final VaultFixture fixture = new VaultFixture();
    private final SubjectBlobs blobs = fixture.vault.blobs(ID);
    private final SubjectContents contents = fixture.vault.contents(ID);

    @Nested
    class Git {

        @Test
        void everyKindOfRefComesBackThroughARecord() {
            Ref tag = new Ref(RefName.utf8("refs/tags/v1"), oid(3), Optional.of(oid(4)), Optional.empty());
            Ref symbolic = new Ref(
                    RefName.utf8("refs/remotes/o/HEAD"),
                    oid(1),
                    Optional.empty(),
                    Optional.of(RefName.utf8("refs/heads/m")));
            Ref hostile = Ref.of(RefName.of(new byte[] {'r', '/', (byte) 0xff, '%', '"', '\\', 9, '~'}), oid(5));
            RepositoryRefs refs = new RepositoryRefs(
                    ObjectFormat.SHA1,
                    Head.symbolic(RefName.utf8("refs/heads/ä"), oid(1)),
                    List.of(ref("refs/heads/ä", 1), tag, symbolic, hostile),
                    Set.of(oid(9)));
            GitContent git = new GitContent(refs, List.of(VaultFixture.pack(blobs, 7)));

            assertThat(roundTrip(contents.store(git))).isEqualTo(git);
        }

        @Test
        void headsOfAllKindsComeBack() {
            for (Head head :
                    List.of(Head.unknown(), Head.detached(oid(1)), Head.unborn(RefName.utf8("refs/heads/x")))) {
                GitContent git =
                        new GitContent(new RepositoryRefs(ObjectFormat.SHA1, head, List.of(), Set.of()), List.of());

                assertThat(roundTrip(contents.store(git))).isEqualTo(git);
            }
        }

        @Test
        void sha256ComesBack() {
            ObjectId id = new ObjectId("ab".repeat(32));
            RepositoryRefs refs = new RepositoryRefs(
                    ObjectFormat.SHA256,
                    Head.detached(id),
                    List.of(Ref.of(RefName.utf8("refs/heads/x"), id)),
                    Set.of());

            assertThat(roundTrip(contents.store(new GitContent(refs, List.of()))))
                    .extracting(GitContent::refs)
                    .isEqualTo(refs);
        }

        @Test
        void fewRefsStayInTheRecord() {
            contents.store(many(500));

            assertThat(stateBlobs()).isZero();
        }

        @Test
        void manyRefsAreABlobAndThenADifferenceToIt() {
            GitContent first = many(50_000);
            StoredGit stored = contents.store(first);
            assertThat(stored.refs().base()).isPresent();
            assertThat(stored.refs().set()).isEmpty();

            GitContent second = changed(first);
            StoredGit difference = contents.store(second, stored);

            assertThat(stateBlobs()).isEqualTo(1);
            assertThat(difference.refs().base()).isEqualTo(stored.refs().base());
            assertThat(difference.refs().set()).hasSize(2);
            assertThat(difference.refs().unset()).hasSize(1);
            assertThat(roundTrip(difference)).isEqualTo(second);
        }

        @Test
        void manyChangesAreABlobAgain() {
            StoredGit stored = contents.store(many(5_000));
            List<Ref> others = IntStream.range(0, 5_000)
                    .mapToObj(i -> ref("refs/pull/" + i + "/head", i + 1))
                    .toList();

            StoredGit next = contents.store(new GitContent(refs(others.toArray(Ref[]::new)), List.of()), stored);

            assertThat(next.refs().base()).isNotEqualTo(stored.refs().base());
            assertThat(next.refs().set()).isEmpty();
        }

        @Test
        void theBlobIsAPackedRefsFile() {
            StoredGit stored = contents.store(many(2_000));

            byte[] text = Gzip.expand(
                    fixture.store.content(stored.refs().base().orElseThrow().key()), 1 << 24);

            assertThat(new String(text, StandardCharsets.UTF_8))
                    .startsWith("# pack-refs with: peeled fully-peeled sorted \n" + oid(0) + " refs/pull/0/head\n");
        }

        @Test
        void damagedRefsAreFound() {
            StoredGit stored = contents.store(many(5_000));
            fixture.store.tamper(stored.refs().base().orElseThrow().key(), new byte[100]);

            assertThatThrownBy(() -> contents.git(stored))
                    .isInstanceOf(CorruptedException.class)
                    .hasMessageContaining(".refs.gz");
        }

        private GitContent many(int count) {
            Ref[] refs = IntStream.range(0, count)
                    .mapToObj(i -> ref("refs/pull/" + i + "/head", i))
                    .toArray(Ref[]::new);
            return new GitContent(refs(refs), List.of());
        }

        private GitContent changed(GitContent git) {
            List<Ref> refs = new ArrayList<>(git.refs().refs());
            refs.set(7, Ref.of(refs.get(7).name(), oid(77)));
            refs.remove(8);
            refs.add(ref("refs/heads/new", 5));
            return new GitContent(refs(refs.toArray(Ref[]::new)), List.of());
        }

        private GitContent roundTrip(StoredGit stored) {
            return contents.git(throughRecord(stored).git(Part.GIT).orElseThrow());
        }
    }

    @Nested
    class Metadata {

        private final Segment segment = segment();

        @Test
        void everythingComesBackThroughARecord() {
            ContentRef ref = new ContentRef(
                    "c1", Optional.of("ab".repeat(32)), OptionalLong.of(5), URI.create("https://git.example/c1"));
            ContentRef bare = new ContentRef("c2", Optional.empty(), OptionalLong.empty(), URI.create("c2"));
            MetadataContent metadata = new MetadataContent(
                    new State(3, "{\"since\": \"x\"}"),
                    List.of(segment),
                    Map.of("issues", Set.of("1", "ä\n\""), "labels", Set.of()),
                    Map.of(
                            "c1", ContentEntry.wanted(ref).withStored(segment.blob()),
                            "c2", ContentEntry.wanted(bare).withMissing("404").withMissing("410")));

            StoredMetadata stored = roundTrip(contents.store(metadata));

            assertThat(contents.metadata(stored)).isEqualTo(metadata);
            assertThat(contents.contents(stored).get("c2").attempts()).isEqualTo(2);
            assertThat(contents.ids(stored, "issues")).containsExactlyInAnyOrder("1", "ä\n\"");
            assertThat(contents.ids(stored, "unheard-of")).isEmpty();
            assertThat(stateBlobs()).isZero();
        }

        @Test
        void whatIsLargeGoesIntoBlobsAndThenIntoDifferences() {
            Set<String> ids = new TreeSet<>();
            Map<String, ContentEntry> ledger = new HashMap<>();
            for (int i = 0; i < 20_000; i++) {
                ids.add("issue-" + i);
                ledger.put("c" + i, entry("c" + i));
            }
            State state = new State(1, "\"" + "x".repeat(70_000) + "\"");
            StoredMetadata first = contents.store(new MetadataContent(state, List.of(), Map.of("issues", ids), ledger));
            assertThat(stateBlobs()).isEqualTo(3);

            ids.remove("issue-7");
            ids.add("issue-new");
            ledger.remove("c5");
            ledger.put("c6", entry("c6").withMissing("gone"));
            MetadataContent changed = new MetadataContent(new State(1, "{}"), List.of(), Map.of("issues", ids), ledger);
            StoredMetadata second = roundTrip(contents.store(changed, first));

            assertThat(stateBlobs()).isEqualTo(3);
            assertThat(second.ids().get("issues").put()).containsExactly("issue-new");
            assertThat(second.ids().get("issues").removed()).containsExactly("issue-7");
            assertThat(second.contents().removed()).containsExactly("c5");
            assertThat(contents.metadata(second)).isEqualTo(changed);
            assertThat(contents.state(roundTrip(first))).isEqualTo(state);
        }

        private ContentEntry entry(String id) {
            return ContentEntry.wanted(new ContentRef(
                    id, Optional.empty(), OptionalLong.empty(), URI.create("https://git.example/" + id)));
        }

        private StoredMetadata roundTrip(StoredMetadata stored) {
            return throughRecord(stored).metadata(Part.GIT).orElseThrow();
        }

        private Segment segment() {
            try (SegmentOutput output = SegmentOutput.begin(blobs.data())) {
                output.put("1", "{\"a\":\n1}".getBytes(StandardCharsets.UTF_8));
                output.remove("2");
                return output.commit("issues", Segment.Mode.ADD);
            }
        }
    }

    @Nested
    class Segments {

        @Test
        void linesComeBackAsTheyWerePut() {
            Segment segment = new Metadata().segment;

            try (SegmentInput lines = SegmentInput.open(blobs, segment.blob())) {
                assertThat(lines.next().bytes()).asString().isEqualTo("{\"id\":\"1\",\"value\":{\"a\": 1}}");
                assertThat(lines.next().bytes()).asString().isEqualTo("{\"id\":\"2\",\"gone\":true}");
                assertThat(lines.hasNext()).isFalse();
            }
            assertThat(segment.items()).isEqualTo(2);
        }

        @Test
        void theFileIsExactlyAsTheFormatSays() {
            Segment segment = new Metadata().segment;

            byte[] plain = Gzip.expand(fixture.store.content(segment.blob().key()), 1 << 20);

            assertThat(new String(plain, StandardCharsets.UTF_8))
                    .isEqualTo("{\"id\":\"1\",\"value\":{\"a\": 1}}\n{\"id\":\"2\",\"gone\":true}\n");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"id\":\"1\",\"value\":1}",
                    "\n",
                    "[]\n",
                    "{\"id\":1,\"value\":1}\n",
                    "{\"id\":\"1}\n",
                    "{\"id\":\"\\q\",\"value\":1}\n",
                    "{\"id\":\"1\",\"gone\":true}}\n",
                    "{\"value\":1,\"id\":\"1\"}\n"
                })
        void otherLinesAreCorruption(String text) {
            BlobRef blob = gzipped(text.getBytes(StandardCharsets.UTF_8));

            assertThatThrownBy(() -> SegmentInput.open(blobs, blob).next())
                    .isInstanceOf(CorruptedException.class)
                    .hasMessageContaining(blob.key().text());
        }

        @Test
        void itemsThatAreNoJsonAreRefused() {
            try (SegmentOutput output = SegmentOutput.begin(blobs.data())) {
                for (String json : List.of("", "{", "1 2", "nope", "\"\n\"")) {
                    assertThatThrownBy(() -> output.put("1", json.getBytes(StandardCharsets.UTF_8)))
                            .isInstanceOf(CorruptedException.class);
                }
                assertThatThrownBy(() -> output.put("1", new byte[] {'"', (byte) 0xff, '"'}))
                        .isInstanceOf(CorruptedException.class);
                assertThat(output.items()).isZero();
            }
        }

        @Test
        void whatIsNotCommittedLeavesNothing() {
            try (SegmentOutput output = SegmentOutput.begin(blobs.data())) {
                output.put("1", "1".getBytes(StandardCharsets.UTF_8));
            }

            assertThat(fixture.store.keys()).noneMatch(key -> key.text().startsWith("data/"));
        }

        @Test
        void damageIsCorruption() {
            Segment segment = new Metadata().segment;
            fixture.store.tamper(
                    segment.blob().key(), new byte[(int) segment.blob().storedSize()]);

            assertThatThrownBy(() -> SegmentInput.open(blobs, segment.blob()))
                    .isInstanceOf(CorruptedException.class)
                    .hasMessageContaining(segment.blob().key().text());
        }
    }

    private BlobRef gzipped(byte[] plain) {
        try (BlobWriter writer = blobs.data().begin("jsonl.gz")) {
            writer.write(ByteBuffer.wrap(Gzip.compress(plain)));
            return writer.commit();
        }
    }

    private LogRecord throughRecord(StoredContent stored) {
        Committed committed = fixture.writer().append(fixture.draft(stored));
        return ((Committed.Appended) committed).record();
    }

    private long stateBlobs() {
        return fixture.store
                .list(BlobListing.under(io.repobackup.api.sink.BlobKey.of("state")))
                .count();
    }
}
