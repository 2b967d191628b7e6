package io.repobackup.core.vault.protocol;

/**
 * Something that may happen next.
 *
 * @param actor who does it
 * @param action what is done
 * @param next the state after it
 */
record Step(String actor, String action, World next) {}
