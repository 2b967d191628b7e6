package io.repobackup.benchmarks;

/**
 * What one execution took.
 *
 * @param seconds on the wall
 * @param cpuSeconds of the client, the programs it started included; NaN where the system does not tell
 * @param traffic with the server
 * @param peakMemoryInBytes the largest resident set of the client's process; 0 where it was not measured
 */
record Figure(double seconds, double cpuSeconds, ServedRepositories.Traffic traffic, long peakMemoryInBytes) {}
