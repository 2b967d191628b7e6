package io.repobackup.core.backup;

import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.source.Source;
import io.repobackup.api.subject.SubjectId;

/** The failure of asking a source for what it does not have. */
final class UnknownSubject {

    private UnknownSubject() {}

    static NotFoundException of(Source source, SubjectId id) {
        return new NotFoundException("The source " + source.id() + " has no subject " + id
                + "; it may be gone from the host, or belong to another source");
    }
}
