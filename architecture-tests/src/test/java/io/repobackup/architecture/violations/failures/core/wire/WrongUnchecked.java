package io.repobackup.architecture.violations.failures.core.wire;

/** Could reach a user unseen. */
public final class WrongUnchecked extends IllegalStateException {
    private static final long serialVersionUID = 1L;
}
