package io.repobackup.core.restore;

import io.repobackup.api.restore.RestorableContent;
import io.repobackup.api.restore.RestorableSubject;
import io.repobackup.api.restore.RestoreContext;
import io.repobackup.api.subject.Part;
import io.repobackup.core.git.local.LocalLfsObjects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;

/** Writes LFS objects where git-lfs looks for them: in the directory {@code lfs} of a repository. <i>Confined to one thread.</i> */
final class LfsFiles {

    private final RestorableSubject subject;
    private final Part part;
    private final RestoreContext context;

    LfsFiles(RestorableSubject subject, Part part, RestoreContext context) {
        this.subject = subject;
        this.part = part;
        this.context = context;
    }

    void writeTo(Path place) {
        new Beside(part + " of " + subject.subject(), context).write(place, this::writeObjects);
    }

    private void writeObjects(Path lfs) throws IOException {
        try (Stream<RestorableContent> objects = subject.contents(part)) {
            for (Iterator<RestorableContent> each = objects.iterator(); each.hasNext(); ) {
                context.checkCancelled();
                write(each.next(), lfs);
            }
        }
    }

    private void write(RestorableContent object, Path lfs) throws IOException {
        Path file = LocalLfsObjects.place(lfs, object.sha256().hex());
        Files.createDirectories(file.resolveSibling(""));
        try (InputStream in = subject.content(object)) {
            Files.copy(in, file);
        }
    }
}
