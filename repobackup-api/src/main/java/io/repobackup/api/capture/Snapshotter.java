package io.repobackup.api.capture;

import io.repobackup.api.subject.Subject;

/**
 * Reads one part of a subject from its host.
 *
 * <p><i>Thread-safe and stateless</i>: one snapshotter captures many subjects at once; everything that lasts is in the
 * {@link PartContext}.
 */
public interface Snapshotter {

    /**
     * Captures what is new since {@link PartContext#previous()}, or everything when there is none.
     *
     * <p>Idempotent: the engine may call it again with the same previous state when a run was killed or a store
     * failed, and what was not stored then is written again. Items are written in any order; of two items with one id
     * in one kind the later one counts. What was written takes effect as a whole when this method returns
     * {@link Captured.Changed} or {@link Captured.Partial}, or at a {@linkplain PartContext#checkpoint checkpoint};
     * when it throws, everything since the last checkpoint is dropped. The state handed back must not claim more than
     * what was written before it: a watermark moves only past items that were put.
     *
     * <p>Called on one thread; the context must not leave it. Long work calls {@link PartContext#checkCancelled()}
     * between requests. It does not retry: the HTTP client does so per request, and the engine per run.
     *
     * @throws io.repobackup.api.failure.RepobackupException typed by what the caller can do; {@code AccessDenied} ends
     *     the part as Forbidden, {@code Blocked} as Blocked, {@code RateLimited} as Deferred, anything else as Failed
     */
    Captured capture(Subject subject, PartContext context);
}
