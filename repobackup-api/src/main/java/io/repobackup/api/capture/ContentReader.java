package io.repobackup.api.capture;

import io.repobackup.api.subject.Subject;
import java.io.InputStream;
import java.util.List;

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

    /**
     * Says which contents are opened next, in this order, for hosts that can be asked for many at once. Each is opened
     * once through what this returns, on one thread, before the next ones are told.
     *
     * @param next 1 to 100 contents
     * @return who opens them: this reader itself unless there is something to prepare
     * @throws io.repobackup.api.failure.RepobackupException when none of them can be had for a reason that holds for
     *     what comes after them as well; the part then ends as after a failure of its snapshotter
     */
    default ContentReader expecting(Subject subject, List<ContentRef> next) {
        return this;
    }
}
