package io.repobackup.core.restore;

import com.squareup.moshi.JsonWriter;
import io.repobackup.api.restore.RestorableContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import okio.Buffer;

/** One line of contents.jsonl: which content lies in which file. */
final class ContentLine {

    private ContentLine() {}

    static String of(RestorableContent content) {
        Buffer buffer = new Buffer();
        try (JsonWriter json = JsonWriter.of(buffer)) {
            json.beginObject();
            json.name("id").value(content.id());
            json.name("sha256").value(content.sha256().hex());
            json.name("size").value(content.sizeInBytes());
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.readUtf8() + "\n";
    }
}
