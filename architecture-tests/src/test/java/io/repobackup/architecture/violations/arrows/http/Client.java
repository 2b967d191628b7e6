package io.repobackup.architecture.violations.arrows.http;

/** A client. */
public final class Client {}
