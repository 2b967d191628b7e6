package io.repobackup.architecture.violations.adapters.api;

/** A word of the api. */
public interface Term {}
