package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.RecordBytes.Decoded;
import io.repobackup.core.vault.file.SmallFiles;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.signing.SignatureCheck;
import java.util.Optional;

/** The records of one log as files, each checked by itself. <i>Thread-safe.</i> */
final class RecordFiles {

    private final SmallFiles files;
    private final SubjectKeys keys;
    private final VaultId vault;
    private final SubjectId subject;
    private final SignatureCheck signatures;

    RecordFiles(BlobSink sink, VaultId vault, SubjectId subject, SignatureCheck signatures) {
        this.files = new SmallFiles(sink);
        this.keys = SubjectKeys.of(subject);
        this.vault = vault;
        this.subject = subject;
        this.signatures = signatures;
    }

    /** Who judges the signatures of the records that are read. */
    SignatureCheck signatures() {
        return signatures;
    }

    SubjectKeys keys() {
        return keys;
    }

    SubjectId subject() {
        return subject;
    }

    /** The record under a number, when it parses and names its own place; whether it chains is not looked at. */
    Optional<Decoded> read(long number) {
        BlobKey key = keys.record(number);
        return files.read(key).map(file -> sound(key, number, RecordBytes.decode(key, file, signatures, vault.text())));
    }

    SmallFiles.Put put(long number, byte[] file) {
        return files.put(keys.record(number), file, BlobClass.STATE);
    }

    private Decoded sound(BlobKey key, long number, Decoded decoded) {
        LogRecord record = decoded.record();
        require(key, "vault", vault, record.header().vault());
        require(key, "subject", subject, record.subject().id());
        require(key, "number", number, record.number());
        NamedKeys.foreign(record, keys).ifPresent(foreign -> {
            throw new CorruptedException(key.text(), "blobs of " + keys + " alone", foreign.text());
        });
        return decoded;
    }

    private static void require(BlobKey key, String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new CorruptedException(key.text(), "the " + what + " " + expected, String.valueOf(actual));
        }
    }
}
