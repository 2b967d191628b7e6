package io.repobackup.samples.sink;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.StoredBlob;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.stream.Stream;

/**
 * Two ordered maps, of whatever database.
 *
 * @param rows what is published, by key
 * @param chunks the bytes, by {@link Row#chunk}
 */
public record Database(ConcurrentNavigableMap<String, Row> rows, ConcurrentNavigableMap<String, byte[]> chunks) {

    Stream<StoredBlob> list(BlobListing listing) {
        String folder = listing.folder().map(key -> key + "/").orElse("");
        String first = listing.after()
                .map(BlobKey::text)
                .filter(key -> key.compareTo(folder) > 0)
                .orElse(folder);
        return rows.tailMap(first).values().stream()
                .map(Row::blob)
                .takeWhile(blob -> blob.key().text().startsWith(folder))
                .filter(blob -> listing.includes(blob.key()));
    }
}
