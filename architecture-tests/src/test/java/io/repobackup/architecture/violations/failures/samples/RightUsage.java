package io.repobackup.architecture.violations.failures.samples;

/** A program may fail in its own way. */
public class RightUsage extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
