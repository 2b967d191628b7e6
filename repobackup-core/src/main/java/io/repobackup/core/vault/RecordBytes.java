package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Sha256;
import io.repobackup.core.vault.json.Gzip;
import io.repobackup.core.vault.json.JsonObject;
import io.repobackup.core.vault.json.MalformedException;
import io.repobackup.core.vault.signing.SignatureCheck;
import io.repobackup.core.vault.signing.SignaturePolicy;
import io.repobackup.core.vault.signing.Signer;
import io.repobackup.core.vault.signing.Verdict;
import io.repobackup.core.vault.signing.Verdict.Standing;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/** A record as the bytes of its file: gzip; the JSON in the first line, a signature in the second if there is any. */
final class RecordBytes {

    private static final int MAX_PLAIN_SIZE = 256 << 20;

    private RecordBytes() {}

    static byte[] encode(LogRecord record, Optional<Signer> signer) {
        byte[] json = RecordJson.encode(record).toBytes();
        ByteArrayOutputStream lines = new ByteArrayOutputStream(json.length + 1);
        lines.writeBytes(json);
        lines.write('\n');
        signer.ifPresent(by -> {
            lines.writeBytes(by.sign(json));
            lines.write('\n');
        });
        return Gzip.compress(lines.toByteArray());
    }

    /**
     * A record that was read.
     *
     * @param record what it says
     * @param link how the next one names it
     * @param isSigned whether it has a second line, whatever that is worth
     * @param verdict what its signature is worth
     */
    record Decoded(LogRecord record, RecordLink link, boolean isSigned, Verdict verdict) {}

    /** Reads a record without looking at its signature. */
    static Decoded decode(BlobKey key, byte[] file) {
        return decode(key, file, new SignatureCheck(SignaturePolicy.off()), "");
    }

    /** Reads a record of the vault with this id. */
    static Decoded decode(BlobKey key, byte[] file, SignatureCheck signatures, String vault) {
        try {
            byte[] plain = Gzip.expand(file, MAX_PLAIN_SIZE);
            int end = lineEnd(plain, 0)
                    .orElseThrow(() -> new MalformedException("a first line that ends with LF", "no LF"));
            byte[] line = Arrays.copyOf(plain, end);
            Optional<byte[]> second =
                    lineEnd(plain, end + 1).map(secondEnd -> Arrays.copyOfRange(plain, end + 1, secondEnd));
            Verdict verdict = signatures.judge(vault, line, second);
            LogRecord record = decode(key, line, signatures.requires() ? verdict.standing() : Standing.UNCHECKED);
            RecordKind kind = record.kind();
            return new Decoded(
                    record,
                    new RecordLink(record.number(), Sha256.of(line)),
                    second.isPresent(),
                    verdict.forRole(kind.role(), "records of kind " + kind.word()));
        } catch (MalformedException e) {
            throw new CorruptedException(key.text(), e.expected(), e.actual(), e);
        } catch (IllegalArgumentException e) {
            throw new CorruptedException(key.text(), "the fields of a record", String.valueOf(e.getMessage()), e);
        }
    }

    /** What nobody vouches for cannot make a reader believe that it is too old for the log. */
    private static LogRecord decode(BlobKey key, byte[] line, Standing required) {
        try {
            JsonObject fields = JsonObject.parse(line);
            Format.requireVersion(key, fields.number("format"));
            Format.requireReadable(key, RequirementsJson.decode(fields.object("requires")));
            return RecordJson.decode(fields);
        } catch (MisconfiguredException e) {
            if (required == Standing.NONE) {
                throw new CorruptedException(
                        key.text(), "a record that is signed", "one of a newer format that is not", e);
            }
            throw e;
        }
    }

    private static Optional<Integer> lineEnd(byte[] plain, int from) {
        for (int i = from; i < plain.length; i++) {
            if (plain[i] == '\n') {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
