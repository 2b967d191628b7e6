/** Benchmarks, each with its question, its command and its figures. Nothing depends on it. */
@NullMarked
package io.repobackup.benchmarks;

import org.jspecify.annotations.NullMarked;
