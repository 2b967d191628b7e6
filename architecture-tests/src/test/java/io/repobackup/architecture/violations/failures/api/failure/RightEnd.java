package io.repobackup.architecture.violations.failures.api.failure;

/** Final, below the root. */
public final class RightEnd extends RepobackupException {
    private static final long serialVersionUID = 1L;
}
