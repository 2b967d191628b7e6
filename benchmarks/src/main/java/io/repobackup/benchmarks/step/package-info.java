/**
 * JMH classes, one for each step of the hot path. Each says its question and its command.
 *
 * <p>Knows the doors of the library that a step goes through. Does not know whole runs.
 */
@NullMarked
package io.repobackup.benchmarks.step;

import org.jspecify.annotations.NullMarked;
