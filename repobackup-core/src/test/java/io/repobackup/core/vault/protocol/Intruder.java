package io.repobackup.core.vault.protocol;

import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.core.vault.VaultFixture;
import io.repobackup.core.vault.json.Gzip;
import io.repobackup.core.vault.key.SubjectKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Somebody who may put files, knows the format and has no key: plants a record that is sound, follows the last one and is not signed. */
final class Intruder {

    private final BlobSink sink;

    Intruder(BlobSink sink) {
        this.sink = sink;
    }

    /** Plants one; does nothing when somebody was faster. */
    void plant() {
        SubjectKeys keys = SubjectKeys.of(VaultFixture.ID);
        long last;
        try (Stream<StoredBlob> records = sink.list(BlobListing.under(keys.log()))) {
            last = records.count();
        }
        String line = firstLine(keys.record(last));
        String previous = "\"previous\":{\"number\":" + last + ",\"sha256\":\""
                + Sha256.of(line.getBytes(StandardCharsets.UTF_8)) + "\"},";
        String forged = line.replaceFirst("\"number\":" + last, "\"number\":" + (last + 1))
                .replaceFirst("\"previous\":\\{[^}]*},", "")
                .replace("\"subject\":{", previous + "\"subject\":{")
                .replaceFirst("\"commit\":\"[^\"]*\"", "\"commit\":\"the intruder's\"");
        try {
            byte[] file = Gzip.compress((forged + "\n").getBytes(StandardCharsets.UTF_8));
            sink.putIfAbsent(keys.record(last + 1), file, BlobOptions.of(BlobClass.STATE));
        } catch (ConflictException | OutcomeUnknownException e) {
            // A writer has the number, or the answer was lost: it does not matter to an intruder.
        }
    }

    private String firstLine(BlobKey key) {
        try (InputStream in = sink.open(key, ByteRange.all())) {
            return new String(Gzip.expand(in.readAllBytes(), 1 << 20), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
