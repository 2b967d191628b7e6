package io.repobackup.core.vault.catalog;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.core.vault.file.SmallFiles;
import io.repobackup.core.vault.key.VaultKeys;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The catalogs of one source as files. <i>Thread-safe.</i> */
final class CatalogFiles {

    private static final int TRIES = 16;

    private final BlobSink sink;
    private final SmallFiles files;
    private final String vault;
    private final String source;

    CatalogFiles(BlobSink sink, String vault, String source) {
        this.sink = sink;
        this.files = new SmallFiles(sink);
        this.vault = vault;
        this.source = source;
    }

    String source() {
        return source;
    }

    String vault() {
        return vault;
    }

    SmallFiles.Put put(CatalogFile file) {
        return files.put(key(file.header().number()), CatalogJson.encode(file), BlobClass.STATE);
    }

    /** The newest that can be read, under the highest number there is. */
    CatalogView latest() {
        List<Long> numbers = numbers();
        long highest = numbers.isEmpty() ? 0 : numbers.get(0);
        return numbers.stream()
                .limit(TRIES)
                .flatMap(number -> read(number).flatMap(this::view).stream())
                .findFirst()
                .map(view -> view.withNumber(highest))
                .orElse(CatalogView.empty(highest));
    }

    private List<Long> numbers() {
        try (Stream<StoredBlob> blobs = sink.list(BlobListing.under(VaultKeys.catalogs(source)))) {
            return blobs.map(blob -> VaultKeys.number(blob.key()))
                    .flatMapToLong(OptionalLong::stream)
                    .boxed()
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    private Optional<CatalogView> view(CatalogFile file) {
        OptionalLong base = file.header().base();
        return base.isEmpty()
                ? Optional.of(CatalogView.of(file))
                : read(base.getAsLong())
                        .filter(whole -> whole.header().base().isEmpty())
                        .map(whole -> CatalogView.of(whole, file));
    }

    private Optional<CatalogFile> read(long number) {
        BlobKey key = key(number);
        try {
            return files.read(key)
                    .map(stored -> CatalogJson.decode(key.text(), stored))
                    .filter(file -> isOurs(file.header(), number));
        } catch (CorruptedException e) {
            return Optional.empty();
        }
    }

    private boolean isOurs(CatalogFile.Header header, long number) {
        return header.vault().equals(vault) && header.source().equals(source) && header.number() == number;
    }

    private BlobKey key(long number) {
        return VaultKeys.numbered(VaultKeys.catalogs(source), number);
    }
}
