package io.repobackup.architecture.violations.arrows.core;

/** An engine. */
public final class Engine {}
