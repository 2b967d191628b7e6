package io.repobackup.core.vault.run;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.core.vault.file.SmallFiles;
import io.repobackup.core.vault.key.Ulid;
import io.repobackup.core.vault.key.Ulids;
import io.repobackup.core.vault.key.VaultKeys;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The runs of a vault. <i>Thread-safe.</i>
 */
public final class Runs {

    private final BlobSink sink;
    private final SmallFiles files;
    private final String vault;
    private final Clock clock;
    private final Ulids ids;

    /** The runs of the vault with this id, which lies on this sink. */
    public Runs(BlobSink sink, String vault, Clock clock, Ulids ids) {
        this.sink = sink;
        this.files = new SmallFiles(sink);
        this.vault = vault;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Begins a run: puts its first file and reads it back, which proves that the vault can be written and read.
     *
     * @param source the id of the source that it works on
     * @param engine the version of the program
     * @throws MisconfiguredException when what was written is not what is read
     */
    public RunStart begin(String source, String engine) {
        RunStart start = new RunStart(ids.next(), source, clock.instant(), engine);
        BlobKey key = VaultKeys.runBegin(start.run());
        byte[] file = RunJson.encode(vault, start);
        files.put(key, file, BlobClass.STATE);
        Optional<byte[]> back = files.read(key);
        if (back.filter(read -> Arrays.equals(read, file)).isEmpty()) {
            throw new MisconfiguredException("Wrote " + key + " to the vault and read "
                    + (back.isEmpty() ? "nothing" : "other bytes")
                    + " back; no backup can rely on this store, look at what stands between it and this machine");
        }
        return start;
    }

    /** Puts the report of a run, once. */
    public void end(RunReport report) {
        files.put(VaultKeys.runReport(report.start().run()), RunJson.encode(vault, report), BlobClass.STATE);
    }

    /**
     * How a run began; empty when there is no such run.
     *
     * @throws CorruptedException when the file is damaged
     */
    public Optional<RunStart> start(Ulid run) {
        BlobKey key = VaultKeys.runBegin(run);
        return files.read(key).map(file -> RunJson.decodeStart(vault, key.text(), file));
    }

    /**
     * How a run ended; empty when there is no such run, or it did not come to its end.
     *
     * @throws CorruptedException when the file is damaged
     */
    public Optional<RunReport> report(Ulid run) {
        BlobKey key = VaultKeys.runReport(run);
        return files.read(key).map(file -> RunJson.decodeReport(vault, key.text(), file));
    }

    /** The ids of all runs that began. Lazy; the caller closes the stream. */
    public Stream<Ulid> all() {
        String suffix = ".begin.json.gz";
        return sink.list(BlobListing.under(VaultKeys.RUNS))
                .map(StoredBlob::key)
                .map(BlobKey::name)
                .filter(name -> name.endsWith(suffix))
                .map(name -> name.substring(0, name.length() - suffix.length()))
                .filter(Ulid::isUlid)
                .map(Ulid::new);
    }
}
