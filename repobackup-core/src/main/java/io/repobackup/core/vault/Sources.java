package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.core.vault.catalog.Catalogs;
import io.repobackup.core.vault.key.KeyComponent;
import io.repobackup.core.vault.key.VaultKeys;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The sources that have catalogs in a vault. <i>Thread-safe.</i> */
final class Sources {

    private final BlobSink sink;
    private final VaultId vault;

    Sources(BlobSink sink, VaultId vault) {
        this.sink = sink;
        this.vault = vault;
    }

    List<String> all() {
        try (Stream<BlobKey> catalogs = new FolderScan(sink, VaultKeys.CATALOGS, 1).keys()) {
            return catalogs.flatMap(key -> source(key).stream()).distinct().toList();
        }
    }

    private Optional<String> source(BlobKey catalog) {
        String[] components = catalog.text().split("/", -1);
        return components.length == 3
                ? KeyComponent.unescape(components[1]).or(() -> sourceIn(catalog))
                : Optional.empty();
    }

    /** A key that was shortened tells no id; then the catalog does. */
    private Optional<String> sourceIn(BlobKey catalog) {
        try {
            return Optional.of(new Catalogs(sink, vault.text()).check(catalog));
        } catch (CorruptedException e) {
            return Optional.empty();
        }
    }
}
