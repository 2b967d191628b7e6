package io.repobackup.architecture.violations.adapters.core;

/** An engine. */
public final class Engine {}
