package io.repobackup.architecture.violations.arrows.testkit;

/** What only tests use. */
public final class StillClock {}
