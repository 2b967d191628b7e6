package io.repobackup.api.capture;

import io.repobackup.api.subject.Subject;
import java.io.InputStream;

/**
 * Opens the bytes of linked content at the host, with the credentials and headers that the host wants.
 *
 * <p><i>Thread-safe and stateless.</i>
 */
@FunctionalInterface
public interface ContentReader {

    /**
     * Opens the bytes from the first one. The caller closes the stream and checks size and digest. May be called again
     * for the same content after a failure, in the same run or a later one.
     *
     * @throws io.repobackup.api.failure.NotFoundException when the host no longer has it: it stays in the ledger as
     *     missing and is tried again
     * @throws io.repobackup.api.failure.RepobackupException typed by what the caller can do
     */
    InputStream open(Subject subject, ContentRef content);
}
