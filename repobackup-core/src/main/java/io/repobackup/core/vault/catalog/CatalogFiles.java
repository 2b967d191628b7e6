package io.repobackup.core.vault.catalog;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.core.vault.file.SmallFiles;
import io.repobackup.core.vault.key.VaultKeys;
import java.util.ArrayList;
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

    /** The newest that can be used, under the highest number there is. */
    CatalogView latest() {
        List<Long> numbers = numbers();
        List<PassedOver> passedOver = new ArrayList<>();
        Optional<CatalogView> found = numbers.stream()
                .limit(TRIES)
                .flatMap(number -> view(number, passedOver).stream())
                .findFirst();
        long highest = numbers.isEmpty() ? 0 : numbers.get(0);
        return found.orElse(CatalogView.empty()).under(highest, passedOver);
    }

    Optional<CatalogView> at(long number) {
        return view(number, new ArrayList<>());
    }

    List<Long> numbers() {
        try (Stream<StoredBlob> blobs = sink.list(BlobListing.under(VaultKeys.catalogs(source)))) {
            return blobs.map(blob -> VaultKeys.number(blob.key()))
                    .flatMapToLong(OptionalLong::stream)
                    .boxed()
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    private Optional<CatalogView> view(long number, List<PassedOver> passedOver) {
        try {
            CatalogFile file = read(number);
            OptionalLong base = file.header().base();
            return Optional.of(base.isEmpty() ? CatalogView.of(file) : CatalogView.of(whole(base.getAsLong()), file));
        } catch (CorruptedException e) {
            PassedOver damaged = new PassedOver(BlobKey.of(e.subject()), e.expected(), e.actual());
            if (!passedOver.contains(damaged)) {
                passedOver.add(damaged);
            }
            return Optional.empty();
        }
    }

    private CatalogFile whole(long number) {
        CatalogFile base = read(number);
        if (base.header().base().isPresent()) {
            throw new CorruptedException(key(number).text(), "a whole catalog, which others change", "a change");
        }
        return base;
    }

    private CatalogFile read(long number) {
        BlobKey key = key(number);
        byte[] stored =
                files.read(key).orElseThrow(() -> new CorruptedException(key.text(), "catalog " + number, "nothing"));
        CatalogFile file = CatalogJson.decode(key.text(), stored);
        require(key, "vault " + vault, "vault " + file.header().vault());
        require(key, "source " + source, "source " + file.header().source());
        require(key, "number " + number, "number " + file.header().number());
        return file;
    }

    private static void require(BlobKey key, String expected, String actual) {
        if (!expected.equals(actual)) {
            throw new CorruptedException(key.text(), "a catalog of " + expected, "one of " + actual);
        }
    }

    private BlobKey key(long number) {
        return VaultKeys.numbered(VaultKeys.catalogs(source), number);
    }
}
