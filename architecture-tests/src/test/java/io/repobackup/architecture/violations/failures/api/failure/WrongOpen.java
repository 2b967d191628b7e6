package io.repobackup.architecture.violations.failures.api.failure;

/** Lets anybody extend it. */
public non-sealed class WrongOpen extends RepobackupException {
    private static final long serialVersionUID = 1L;
}
