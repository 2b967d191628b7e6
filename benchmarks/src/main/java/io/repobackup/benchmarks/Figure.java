package io.repobackup.benchmarks;

/**
 * What one execution took.
 *
 * @param seconds on the wall
 * @param cpuSeconds of the client, the programs it started included; NaN where the system does not tell
 * @param traffic with the server
 * @param peakMemoryInBytes of the client's process, or of all of its processes together; 0 where it was not measured
 * @param stored what it left where backups are
 */
record Figure(double seconds, double cpuSeconds, Traffic traffic, long peakMemoryInBytes, Footprint stored) {

    Figure holding(long memoryInBytes) {
        return new Figure(seconds, cpuSeconds, traffic, memoryInBytes, stored);
    }

    Figure leaving(Footprint footprint) {
        return new Figure(seconds, cpuSeconds, traffic, peakMemoryInBytes, footprint);
    }
}
