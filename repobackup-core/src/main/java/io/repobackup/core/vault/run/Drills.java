package io.repobackup.core.vault.run;

import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.core.vault.file.SmallFiles;
import io.repobackup.core.vault.key.Ulid;
import io.repobackup.core.vault.key.Ulids;
import io.repobackup.core.vault.key.VaultKeys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The restore drills of a vault. <i>Thread-safe.</i> */
public final class Drills {

    private static final String SUFFIX = ".drill.json.gz";

    private final BlobSink sink;
    private final SmallFiles files;
    private final String vault;
    private final Ulids ids;

    /** The drills of the vault with this id, which lies on this sink. */
    public Drills(BlobSink sink, String vault, Ulids ids) {
        this.sink = sink;
        this.files = new SmallFiles(sink);
        this.vault = vault;
        this.ids = ids;
    }

    /** Puts the report of a drill, once, under a fresh id. */
    public DrillReport put(Instant started, Instant ended, List<DrillEntry> entries) {
        DrillReport report = new DrillReport(ids.next(), started, ended, entries);
        files.put(VaultKeys.drill(report.run()), DrillJson.encode(vault, report), BlobClass.STATE);
        return report;
    }

    /**
     * What a drill brought back; empty when there is no such drill.
     *
     * @throws io.repobackup.api.failure.CorruptedException when the file is damaged
     */
    public Optional<DrillReport> report(Ulid run) {
        BlobKey key = VaultKeys.drill(run);
        return files.read(key).map(file -> DrillJson.decode(vault, key.text(), file));
    }

    /** The ids of all drills. Lazy; the caller closes the stream. */
    public Stream<Ulid> all() {
        return sink.list(BlobListing.under(VaultKeys.RUNS))
                .map(StoredBlob::key)
                .map(BlobKey::name)
                .filter(name -> name.endsWith(SUFFIX))
                .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                .filter(Ulid::isUlid)
                .map(Ulid::new);
    }
}
