package io.repobackup.architecture.violations.arrows.api;

/** A word of the api. */
public interface Term {}
