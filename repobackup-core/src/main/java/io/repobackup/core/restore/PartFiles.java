package io.repobackup.core.restore;

import io.repobackup.api.restore.RestorableContent;
import io.repobackup.api.restore.RestorableSubject;
import io.repobackup.api.restore.RestoreContext;
import io.repobackup.api.subject.Part;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.stream.Stream;

/** Writes one part of a subject that is no repository. <i>Confined to one thread.</i> */
final class PartFiles {

    private final RestorableSubject subject;
    private final Part part;
    private final RestoreContext context;

    PartFiles(RestorableSubject subject, Part part, RestoreContext context) {
        this.subject = subject;
        this.part = part;
        this.context = context;
    }

    /** Appears complete or not at all. */
    void writeTo(Path place) {
        new Beside(part + " of " + subject.subject(), context).write(place, this::writeAll);
    }

    private void writeAll(Path directory) throws IOException {
        for (String kind : subject.kinds(part)) {
            writeLines(directory.resolve(SafeName.level(kind) + ".jsonl"), kind);
        }
        writeContents(directory.resolve("content"));
    }

    private void writeLines(Path file, String kind) throws IOException {
        try (OutputStream out = create(file);
                Stream<byte[]> lines = subject.lines(part, kind)) {
            for (Iterator<byte[]> each = lines.iterator(); each.hasNext(); ) {
                context.checkCancelled();
                out.write(each.next());
                out.write('\n');
            }
        }
    }

    private void writeContents(Path directory) throws IOException {
        try (Stream<RestorableContent> contents = subject.contents(part)) {
            Iterator<RestorableContent> each = contents.iterator();
            if (!each.hasNext()) {
                return;
            }
            Files.createDirectory(directory);
            try (OutputStream index = create(directory.resolveSibling(indexName()))) {
                while (each.hasNext()) {
                    context.checkCancelled();
                    RestorableContent content = each.next();
                    copy(content, directory.resolve(content.sha256().hex()));
                    index.write(ContentLine.of(content).getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    /** A host may have items of that very kind. */
    private String indexName() {
        return subject.kinds(part).contains("contents") ? "contents~index.jsonl" : "contents.jsonl";
    }

    private void copy(RestorableContent content, Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        try (InputStream in = subject.content(content)) {
            Files.copy(in, file);
        }
    }

    private static OutputStream create(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), 1 << 16);
    }
}
