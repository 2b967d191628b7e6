package io.repobackup.architecture.violations.failures.api.failure;

/** Plays the root. */
public abstract sealed class RepobackupException extends RuntimeException permits RightEnd, WrongOpen {
    private static final long serialVersionUID = 1L;
}
