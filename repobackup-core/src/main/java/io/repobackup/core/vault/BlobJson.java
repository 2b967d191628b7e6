package io.repobackup.core.vault;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Sha256;
import io.repobackup.core.vault.json.JsonFields;
import io.repobackup.core.vault.json.JsonObject;

/** A pinned blob as JSON; the plain size and digest are left out where they are those of the stored bytes. */
final class BlobJson {

    private BlobJson() {}

    static JsonFields encode(BlobRef blob) {
        JsonFields fields = new JsonFields()
                .put("key", blob.key().text())
                .put("size", blob.storedSize())
                .put("sha256", blob.storedSha256().hex());
        boolean same =
                blob.plainSize() == blob.storedSize() && blob.plainSha256().equals(blob.storedSha256());
        return same
                ? fields
                : fields.put("plainSize", blob.plainSize())
                        .put("plainSha256", blob.plainSha256().hex());
    }

    static BlobRef decode(JsonObject fields) {
        long size = fields.number("size");
        String sha256 = fields.text("sha256");
        return new BlobRef(
                BlobKey.of(fields.text("key")),
                size,
                new Sha256(sha256),
                fields.maybeNumber("plainSize").orElse(size),
                new Sha256(fields.maybeText("plainSha256").orElse(sha256)));
    }
}
