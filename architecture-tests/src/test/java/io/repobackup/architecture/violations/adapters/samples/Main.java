package io.repobackup.architecture.violations.adapters.samples;

/** What the adapter must not use. */
public final class Main {}
