package io.repobackup.core.fuzz;

import static io.repobackup.core.fuzz.Format.of;
import static io.repobackup.core.fuzz.Seeds.bytes;

import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.core.git.bundle.BundleHeader;
import io.repobackup.core.git.connection.Channel;
import io.repobackup.core.git.connection.Expectation;
import io.repobackup.core.git.connection.WireConnection;
import io.repobackup.core.git.local.LocalReading;
import io.repobackup.core.git.pack.PackReading;
import io.repobackup.core.git.wire.Capabilities;
import io.repobackup.core.git.wire.WireReading;
import io.repobackup.core.items.ItemLine;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.restore.JournalReading;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultReading;
import io.repobackup.core.vault.json.Gzip;
import io.repobackup.core.vault.key.Ulid;
import io.repobackup.http.LinkHeader;
import io.repobackup.http.json.JsonValue;
import io.repobackup.http.json.RawJsonArray;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All formats of bytes from outside, each with sound inputs and the way the library reads it. */
final class Formats {

    private static final String RECORDS = "log/.*";
    private static final String CATALOGS = "catalog/.*";
    private static final String STARTS = "runs/.*begin.*";
    private static final String REPORTS = "runs/[0-9a-z]*\\.json\\.gz";

    private final Path scratch;
    private final Seeds sha1;
    private final Seeds sha256;

    Formats(Path scratch) {
        this.scratch = scratch;
        this.sha1 = new Seeds(scratch, ObjectFormat.SHA1);
        this.sha256 = new Seeds(scratch, ObjectFormat.SHA256);
    }

    List<Format> all() {
        List<Format> all = new ArrayList<>();
        all.addAll(wire());
        all.addAll(packs());
        all.addAll(repository());
        all.addAll(vault());
        all.addAll(new SigningFormats().all(sha1.plain(RECORDS)));
        all.addAll(text());
        return all;
    }

    private List<Format> wire() {
        List<byte[]> answers = List.of(sha1.capabilities(), sha1.lsRefs(), sha256.lsRefs(), sha1.fetch());
        return List.of(
                of("pkt-line", answers, input -> WireReading.lines(Watched.of(input))),
                of(
                        "side-band",
                        List.of(withoutFirstLines(sha1.fetch())),
                        input -> WireReading.sideBand(Watched.of(input))),
                of(
                        "capabilities",
                        List.of(sha1.capabilities(), sha256.capabilities()),
                        input -> Capabilities.read(Watched.of(input)).format()),
                of("ls-refs", List.of(sha1.lsRefs(), sha256.lsRefs()), Formats::converse),
                of("fetch", List.of(sha1.fetch(), sha256.fetch()), input -> WireReading.fetch(Watched.of(input))));
    }

    private List<Format> packs() {
        return List.of(
                of("pack", List.of(sha1.pack()), input -> index(input, ObjectFormat.SHA1)),
                of("pack-sha256", List.of(sha256.pack()), input -> index(input, ObjectFormat.SHA256)),
                of("pack-with-checksum", List.of(sha1.pack()), this::indexWithChecksum),
                of(
                        "pack-of-entries",
                        List.of(bytes("\3\0\3abc\6\14\4\3\3\220\3"), entries()),
                        input -> index(PackReading.described(input), ObjectFormat.SHA1)),
                of("delta", List.of(deltas()), PackReading::delta),
                of("idx", sha1.stored("data/.*idx"), input -> PackReading.idx(Watched.of(input), ObjectFormat.SHA1)),
                of(
                        "idx-sha256",
                        sha256.stored("data/.*idx"),
                        input -> PackReading.idx(Watched.of(input), ObjectFormat.SHA256)),
                of("ext", sha1.stored("data/.*ext"), input -> PackReading.ext(Watched.of(input), ObjectFormat.SHA1)),
                of(
                        "references",
                        List.of(
                                sha1.object("main", "commit"),
                                sha1.object("v1", "tag"),
                                sha1.object("main^{tree}", "tree"),
                                sha256.object("main", "commit")),
                        PackReading::references),
                of(
                        "lfs-pointer",
                        List.of(bytes("version https://git-lfs.github.com/spec/v1\noid sha256:" + "4d".repeat(32)
                                + "\nsize 12345\n")),
                        PackReading::pointer));
    }

    private List<Format> repository() {
        List<byte[]> bundles = new ArrayList<>(List.of(sha1.bundle(), sha256.bundle()));
        bundles.addAll(sha1.stored("data/.*bundle"));
        return List.of(
                of(
                        "bundle",
                        bundles,
                        input -> BundleHeader.read("the bundle", Watched.of(input))
                                .bytes()),
                of("packed-refs", List.of(sha1.packedRefs(), sha256.packedRefs()), LocalReading::packedRefs),
                of(
                        "loose-ref",
                        List.of(bytes("ref: refs/heads/main\n"), bytes("a".repeat(40) + "\n")),
                        LocalReading::looseRef));
    }

    private List<Format> vault() {
        return List.of(
                of("record", sha1.plain(RECORDS), input -> VaultReading.record(Gzip.compress(input))),
                of("record-file", sha1.stored(RECORDS), VaultReading::record),
                of(
                        "refs",
                        List.of(bytes("# pack-refs with: peeled fully-peeled sorted \n" + "a".repeat(40)
                                + " refs/heads/main\n^" + "b".repeat(40) + "\n")),
                        VaultReading::refs),
                of("segment", sha1.plain("data/.*jsonl.gz"), input -> VaultReading.segment(Gzip.compress(input))),
                of("segment-file", sha1.stored("data/.*jsonl.gz"), VaultReading::segment),
                of("catalog", sha1.plain(sha1.key(CATALOGS)), input -> catalog(Gzip.compress(input))),
                of("catalog-file", sha1.stored(sha1.key(CATALOGS)), this::catalog)
                        .share(50),
                of("run-start", sha1.plain(STARTS), input -> run(sha1.key(STARTS), Gzip.compress(input))),
                of("run-report", sha1.plain(REPORTS), input -> run(sha1.key(REPORTS), Gzip.compress(input))),
                of("signpost", sha1.stored("vault.json"), Formats::signpost),
                of(
                                "restore-journal",
                                List.of(
                                        bytes(
                                                "[\"RepositoryId a/1 place\",\"acme/tool\"]\n[\"RepositoryId a/1 done git\",\"\"]\n")),
                                this::journal)
                        .share(20));
    }

    private List<Format> text() {
        List<byte[]> json = List.of(
                bytes("{\"a\":[1,2.5e3,null,{\"b\":\"\\u00e9\\n\"}],\"c\":true}"),
                bytes("[{\"id\":1},{\"id\":\"x\"}]"));
        return List.of(
                of(
                        "item-line",
                        List.of(
                                ItemLine.of("1", bytes("{\"a\":1}")).bytes(),
                                ItemLine.gone("x\"y").bytes()),
                        input -> ItemLine.parse("the segment", input).bytes()),
                of("item", json, input -> ItemLine.of("1", input)),
                of(
                        "host-json",
                        json.subList(0, 1),
                        input -> JsonValue.parse(input).names()),
                of("host-json-array", json.subList(1, 2), input -> RawJsonArray.split(input)),
                of(
                        "link-header",
                        List.of(bytes("<https://a.example/x?page=2>; rel=\"next\", </y>; rel=last; title=\"a,b\"")),
                        input -> LinkHeader.parse(
                                List.of(new String(input, StandardCharsets.ISO_8859_1)),
                                URI.create("https://a.example/"))));
    }

    /** A whole question for refs, which asks a second time where the first answer was not understood. */
    private static void converse(byte[] input) {
        try (WireConnection connection = new WireConnection(new Playback(input))) {
            connection.refs(Expectation.first());
        }
    }

    private void index(byte[] input, ObjectFormat format) {
        PackReading.index(Watched.of(input), format, scratch);
    }

    private void indexWithChecksum(byte[] input) {
        index(PackReading.withChecksum(input, ObjectFormat.SHA1), ObjectFormat.SHA1);
    }

    private static byte[] entries() {
        return bytes("\3\0\11some text\1\0\5tree \4\0\10object a");
    }

    private static byte[] deltas() {
        return new byte[] {100, 110, (byte) 0x90, 100, 10, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'};
    }

    private static byte[] withoutFirstLines(byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        return bytes(text.substring(text.indexOf("packfile\n") + "packfile\n".length()));
    }

    private void catalog(byte[] file) {
        Vault vault = Vault.open(vaultWith(sha1.key(CATALOGS), file));
        vault.catalogs().check(BlobKey.of(sha1.key(CATALOGS)));
    }

    private void run(String key, byte[] file) {
        Vault vault = Vault.open(vaultWith(key, file));
        Ulid run = new Ulid(key.replaceAll("^runs/|\\..*$", ""));
        vault.runs().start(run);
        vault.runs().report(run);
    }

    private static void signpost(byte[] file) {
        InMemoryBlobSink sink = InMemoryBlobSink.create();
        sink.putIfAbsent(BlobKey.of("vault.json"), file, BlobOptions.of(BlobClass.PLAIN));
        Vault.open(sink).id();
    }

    private InMemoryBlobSink vaultWith(String key, byte[] file) {
        InMemoryBlobSink sink = InMemoryBlobSink.create();
        sink.putIfAbsent(BlobKey.of("vault.json"), sha1.stored("vault.json").get(0), BlobOptions.of(BlobClass.PLAIN));
        sink.putIfAbsent(BlobKey.of(key), file, BlobOptions.of(BlobClass.STATE));
        return sink;
    }

    private void journal(byte[] input) throws IOException {
        Path file = scratch.resolve("journal.jsonl");
        Files.write(file, input);
        JournalReading.journal(file);
    }

    /** A server that answers everything alike. */
    private record Playback(byte[] answer) implements Channel {

        @Override
        public String name() {
            return "the server";
        }

        @Override
        public InputStream ask(byte[] request) {
            return Watched.of(answer);
        }

        @Override
        public InputStream capabilities() {
            return Watched.of(answer);
        }

        @Override
        public void close() {}
    }
}
