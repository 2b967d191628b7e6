package io.repobackup.architecture.violations.adapters.http;

/** A client. */
public final class Client {}
