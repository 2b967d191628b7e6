package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.core.vault.json.Gzip;
import io.repobackup.core.vault.signing.SignatureCheck;
import io.repobackup.core.vault.signing.SignaturePolicy;
import io.repobackup.core.vault.signing.Verdict;
import java.nio.ByteBuffer;

/** What other packages of tests read of a vault. */
public final class VaultReading {

    private static final BlobKey RECORD = VaultFixture.recordKey(1);

    private VaultReading() {}

    public static void record(byte[] file) {
        RecordBytes.decode(RECORD, file);
    }

    /** A record in a vault where signatures are required; what it says of one that counts for nothing is a failure. */
    public static void signedRecord(byte[] file, SignaturePolicy policy) {
        RecordBytes.Decoded decoded = RecordBytes.decode(RECORD, file, new SignatureCheck(policy), "vault");
        if (decoded.verdict().standing() == Verdict.Standing.NONE) {
            throw new CorruptedException(
                    RECORD.text(), "a signature", decoded.verdict().text());
        }
    }

    /** Refs of a moment, as a state blob. */
    public static void refs(byte[] text) {
        VaultBlobs blobs = (VaultBlobs) new VaultFixture().vault.blobs(VaultFixture.ID);
        new StateBlobs(blobs).read(stored(blobs, "refs.gz", Gzip.compress(text)), RefsText::decode);
    }

    /** All lines of a segment. */
    public static void segment(byte[] file) {
        SubjectBlobs blobs = new VaultFixture().vault.blobs(VaultFixture.ID);
        try (SegmentInput lines = SegmentInput.open(blobs, stored(blobs, "jsonl.gz", file))) {
            while (lines.hasNext()) {
                lines.next().value();
            }
        }
    }

    private static BlobRef stored(SubjectBlobs blobs, String extension, byte[] bytes) {
        try (BlobWriter writer = blobs.state().begin(extension)) {
            writer.write(ByteBuffer.wrap(bytes));
            return writer.commit();
        }
    }
}
