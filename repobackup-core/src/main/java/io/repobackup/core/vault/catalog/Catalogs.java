package io.repobackup.core.vault.catalog;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.core.vault.file.SmallFiles;
import io.repobackup.core.vault.key.VaultKeys;
import java.util.stream.Stream;

/**
 * The catalogs of all sources as the files that they are, for whoever checks them: runs pass over a damaged one in
 * silence. <i>Thread-safe.</i>
 */
public final class Catalogs {

    private final BlobSink sink;
    private final SmallFiles files;
    private final String vault;

    /** The catalogs of the vault with this id, which lies on this sink. */
    public Catalogs(BlobSink sink, String vault) {
        this.sink = sink;
        this.files = new SmallFiles(sink);
        this.vault = vault;
    }

    /** The keys of all files under {@code catalog/}. Lazy; the caller closes the stream. */
    public Stream<BlobKey> keys() {
        return sink.list(BlobListing.under(VaultKeys.CATALOGS)).map(StoredBlob::key);
    }

    /**
     * Reads one strictly.
     *
     * @return the id of its source
     * @throws CorruptedException when it is gone, damaged, or belongs elsewhere
     */
    public String check(BlobKey key) {
        byte[] file = files.read(key)
                .orElseThrow(() -> new CorruptedException(key.text(), "a catalog, for it is listed", "nothing"));
        CatalogFile.Header header = CatalogJson.decode(key.text(), file).header();
        if (!header.vault().equals(vault)) {
            throw new CorruptedException(key.text(), "the vault " + vault, header.vault());
        }
        BlobKey own = VaultKeys.numbered(VaultKeys.catalogs(header.source()), header.number());
        if (!own.equals(key)) {
            throw new CorruptedException(key.text(), "the catalog of this key", "that of " + own);
        }
        return header.source();
    }
}
