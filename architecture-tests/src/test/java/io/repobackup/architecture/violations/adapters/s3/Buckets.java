package io.repobackup.architecture.violations.adapters.s3;

/** What another adapter must not use. */
public final class Buckets {}
