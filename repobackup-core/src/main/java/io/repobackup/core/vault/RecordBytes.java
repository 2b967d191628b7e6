package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Sha256;
import io.repobackup.core.vault.json.Gzip;
import io.repobackup.core.vault.json.JsonObject;
import io.repobackup.core.vault.json.MalformedException;
import java.util.Arrays;

/** A record as the bytes of its file: gzip; the JSON in the first line, room for a signature in the second. */
final class RecordBytes {

    private static final int MAX_PLAIN_SIZE = 256 << 20;

    private RecordBytes() {}

    static byte[] encode(LogRecord record) {
        byte[] json = RecordJson.encode(record).toBytes();
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return Gzip.compress(line);
    }

    /** A record and how the next one names it. */
    record Decoded(LogRecord record, RecordLink link) {}

    static Decoded decode(BlobKey key, byte[] file) {
        try {
            byte[] line = firstLine(Gzip.expand(file, MAX_PLAIN_SIZE));
            JsonObject fields = JsonObject.parse(line);
            Format.requireVersion(key, fields.number("format"));
            Format.requireReadable(key, RequirementsJson.decode(fields.object("requires")));
            LogRecord record = RecordJson.decode(fields);
            return new Decoded(record, new RecordLink(record.number(), Sha256.of(line)));
        } catch (MalformedException e) {
            throw new CorruptedException(key.text(), e.expected(), e.actual(), e);
        } catch (IllegalArgumentException e) {
            throw new CorruptedException(key.text(), "the fields of a record", String.valueOf(e.getMessage()), e);
        }
    }

    private static byte[] firstLine(byte[] plain) {
        for (int i = 0; i < plain.length; i++) {
            if (plain[i] == '\n') {
                return Arrays.copyOf(plain, i);
            }
        }
        throw new MalformedException("a first line that ends with LF", "no LF");
    }
}
