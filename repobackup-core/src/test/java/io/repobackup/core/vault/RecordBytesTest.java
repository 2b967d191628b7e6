package io.repobackup.core.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.capture.State;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.snapshot.SnapshotInfo.Completeness;
import io.repobackup.api.subject.Part;
import io.repobackup.core.vault.json.Gzip;
import io.repobackup.core.vault.writing.Committed;
import io.repobackup.core.vault.writing.RecordDraft;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RecordBytesTest {

    private static final String[] TOKENS = {
        "null", "-1", "1e9", "\"\"", "[]", "{}", "true", "9007199254740993", "\"%zz\"", "\"../x\"", "\"\\u0000\""
    };

    private final byte[] record = record();

    @Test
    void equalRecordsHaveEqualBytes() {
        LogRecord decoded =
                RecordBytes.decode(VaultFixture.recordKey(1), record).record();

        assertThat(RecordBytes.encode(decoded, Optional.empty())).isEqualTo(record);
    }

    @Property(tries = 2_000)
    void spoiledBytesAreDecodedOrRefusedWithTheKey(@ForAll Random random) {
        byte[] text = Gzip.expand(record, 1 << 20);
        for (int i = random.nextInt(3); i >= 0; i--) {
            text[random.nextInt(text.length)] = (byte) random.nextInt(256);
        }

        decode(Gzip.compress(text));
    }

    @Property(tries = 2_000)
    void otherValuesAreDecodedOrRefusedWithTheKey(@ForAll Random random) {
        String text = new String(Gzip.expand(record, 1 << 20), StandardCharsets.UTF_8);
        List<Integer> values = java.util.stream.IntStream.range(0, text.length())
                .filter(i -> text.charAt(i) == ':')
                .boxed()
                .toList();
        int from = values.get(random.nextInt(values.size())) + 1;
        int to = from;
        while (to < text.length() && ",}]".indexOf(text.charAt(to)) < 0) {
            to++;
        }

        String token = TOKENS[random.nextInt(TOKENS.length)];
        decode(Gzip.compress((text.substring(0, from) + token + text.substring(to)).getBytes(StandardCharsets.UTF_8)));
    }

    @Property(tries = 1_000)
    void spoiledFilesAreDecodedOrRefusedWithTheKey(@ForAll Random random) {
        byte[] file = record.clone();
        file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));

        decode(file);
    }

    private static void decode(byte[] file) {
        try {
            assertThat(RecordBytes.decode(VaultFixture.recordKey(1), file)
                            .record()
                            .number())
                    .isNotNegative();
        } catch (CorruptedException | MisconfiguredException e) {
            assertThat(e).hasMessageContaining(VaultFixture.recordKey(1).text());
        }
    }

    private static byte[] record() {
        VaultFixture fixture = new VaultFixture();
        SubjectBlobs blobs = fixture.vault.blobs(VaultFixture.ID);
        SubjectContents contents = fixture.vault.contents(VaultFixture.ID);
        GitContent git = new GitContent(
                VaultFixture.refs(VaultFixture.ref("refs/heads/ä", 1)), List.of(VaultFixture.pack(blobs, 1)));
        ContentRef ref = new ContentRef("c", Optional.empty(), OptionalLong.of(4), URI.create("https://git.example/c"));
        Segment segment =
                new Segment("issues", Segment.Mode.ADD, git.packs().get(0).index(), 5);
        MetadataContent metadata = new MetadataContent(
                new State(1, "{\"a\":1}"),
                List.of(segment),
                Map.of("issues", Set.of("1", "2")),
                Map.of("c", ContentEntry.wanted(ref).withStored(segment.blob())));
        PartRecord part = PartRecord.of("stored", fixture.clock.instant());
        Committed committed = fixture.writer()
                .append(RecordDraft.of(
                        RecordKind.SNAPSHOT,
                        VaultFixture.repository("acme/tool"),
                        Completeness.COMPLETE,
                        Map.of(
                                Part.GIT,
                                part.withContent(contents.store(git)),
                                new Part("issues"),
                                part.withContent(contents.store(metadata)))));
        assertThat(committed).isInstanceOf(Committed.Appended.class);
        return fixture.store.content(VaultFixture.recordKey(1));
    }
}
