package io.repobackup.core.restore;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.restore.Journal;
import io.repobackup.api.subject.SubjectId;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import okio.Buffer;

/**
 * The steps of a restore that are done, one line of JSON each in a file that only grows. A last line that a crash cut
 * short counts for nothing.
 *
 * <p><i>Thread-safe.</i>
 */
final class FileJournal implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;
    private final Map<String, String> done = new ConcurrentHashMap<>();

    private FileJournal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Opens the journal in this file, which is made when it does not exist. */
    static FileJournal open(Path file) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileJournal journal = new FileJournal(file, channel);
            journal.load();
            return journal;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** The journal of one subject. */
    Journal of(SubjectId subject) {
        String prefix = subject.getClass().getSimpleName() + " " + subject + " ";
        return new Journal() {
            @Override
            public Optional<String> find(String step) {
                return Optional.ofNullable(done.get(prefix + step));
            }

            @Override
            public void done(String step, String result) {
                append(prefix + step, result);
            }
        };
    }

    /** Removes the file: the restore is complete. */
    void delete() {
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private synchronized void append(String step, String result) {
        if (result.equals(done.get(step))) {
            return;
        }
        try {
            ByteBuffer line = ByteBuffer.wrap(line(step, result));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(false);
            done.put(step, result);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private void load() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                read(new Buffer().write(bytes, start, i - start), i);
                start = i + 1;
            }
        }
        channel.truncate(start);
        channel.position(start);
    }

    private void read(Buffer line, int at) throws IOException {
        try (JsonReader json = JsonReader.of(line)) {
            json.beginArray();
            done.put(json.nextString(), json.nextString());
            json.endArray();
        } catch (EOFException | com.squareup.moshi.JsonEncodingException | com.squareup.moshi.JsonDataException e) {
            throw new CorruptedException(
                    file.toString(), "the journal of a restore", "another line before byte " + at, e);
        }
    }

    private static byte[] line(String step, String result) throws IOException {
        Buffer buffer = new Buffer();
        try (JsonWriter json = JsonWriter.of(buffer)) {
            json.beginArray().value(step).value(result).endArray();
        }
        return (buffer.readUtf8() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static UnavailableException unusable(Path file, IOException e) {
        return new UnavailableException(
                "The journal of the restore at " + file + " cannot be used (" + e
                        + "); check that the directory is writable and has space",
                e);
    }
}
