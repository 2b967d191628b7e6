/**
 * Stores on this machine, to be measured against: each is a program that is started for it and ended with it.
 *
 * <p>Knows how to start them and how this library and rclone reach them. Does not know what is measured.
 */
@NullMarked
package io.repobackup.benchmarks.store;

import org.jspecify.annotations.NullMarked;
