package io.repobackup.benchmarks;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One way to do what a comparison is about.
 *
 * @param name how the table calls it
 * @param measured does it, into a path that does not exist yet
 * @param check fails when the result there is wrong; not measured
 */
record Contender(String name, Function<Path, Figure> measured, Consumer<Path> check) {}
