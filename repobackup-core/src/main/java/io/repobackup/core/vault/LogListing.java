package io.repobackup.core.vault;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.key.VaultKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The numbers that a log has, from some number on.
 *
 * @param end the last number before the first gap; the number it started after when there is none
 * @param findings gaps and what lies beyond them
 */
record LogListing(long end, List<Finding> findings) {

    /** Lists what comes after a number; 0 for everything. */
    static LogListing after(BlobSink sink, SubjectKeys keys, long number) {
        BlobListing all = BlobListing.under(keys.log());
        BlobListing listing = number == 0 ? all : all.after(keys.record(number));
        try (Stream<StoredBlob> blobs = sink.list(listing)) {
            return read(keys, number, blobs.map(StoredBlob::key).toList());
        }
    }

    private static LogListing read(SubjectKeys keys, long number, List<BlobKey> listed) {
        long end = number;
        boolean gap = false;
        List<Finding> findings = new ArrayList<>();
        for (BlobKey key : listed) {
            OptionalLong found = numberOf(keys, key);
            if (found.isEmpty()) {
                findings.add(new Finding(Finding.Kind.FOREIGN, key, "this is no record"));
            } else if (!gap && found.getAsLong() == end + 1) {
                end++;
            } else {
                if (!gap) {
                    findings.add(
                            new Finding(Finding.Kind.GAP, keys.record(end + 1), "records are missing from here on"));
                    gap = true;
                }
                findings.add(
                        new Finding(Finding.Kind.BEYOND_GAP, key, "this record lies beyond a gap, it is not used"));
            }
        }
        return new LogListing(end, findings);
    }

    private static OptionalLong numberOf(SubjectKeys keys, BlobKey key) {
        OptionalLong number = VaultKeys.number(key);
        return number.isPresent() && number.getAsLong() > 0 && key.equals(keys.record(number.getAsLong()))
                ? number
                : OptionalLong.empty();
    }
}
