package io.repobackup.architecture.violations.failures.core.vault.json;

/** The one unchecked signal. */
public final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
