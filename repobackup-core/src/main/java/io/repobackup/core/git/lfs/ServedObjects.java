package io.repobackup.core.git.lfs;

import io.repobackup.api.capture.ContentReader;
import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.subject.Subject;
import java.io.InputStream;
import java.util.List;

/** The objects of one repository at its server. <i>Confined to one thread.</i> */
final class ServedObjects implements ContentReader {

    private final LfsServer server;

    ServedObjects(LfsServer server) {
        this.server = server;
    }

    @Override
    public InputStream open(Subject subject, ContentRef content) {
        return expecting(subject, List.of(content)).open(subject, content);
    }

    @Override
    public ContentReader expecting(Subject subject, List<ContentRef> next) {
        return new Expected(server, next);
    }
}
