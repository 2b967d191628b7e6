/**
 * The vocabulary and the SPIs of repobackup, in the packages below: {@code subject}, {@code source} and {@code capture}
 * for what is backed up, {@code sink} for where, {@code outcome} and {@code event} for what happened, {@code restore} and
 * {@code retention} for what comes after, {@code failure} for what goes wrong. This package itself is empty.
 */
@NullMarked
package io.repobackup.api;

import org.jspecify.annotations.NullMarked;
