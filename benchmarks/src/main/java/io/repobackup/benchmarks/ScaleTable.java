package io.repobackup.benchmarks;

import java.io.PrintStream;

/** Prints steps of a run over many repositories as Markdown. */
final class ScaleTable {

    private static final double MEGA = 1e6;

    private final PrintStream out;

    ScaleTable(PrintStream out) {
        this.out = out;
    }

    void head() {
        out.printf(
                "%n| step | by | s | CPU s | requests | MB on the wire | memory, MB | files written | MB written |%n");
        out.println("|---|---|--:|--:|--:|--:|--:|--:|--:|");
    }

    void row(String step, String by, Figure figure) {
        out.printf(
                "| %s | %s | %.2f | %.2f | %,d | %.2f | %.0f | %,d | %.2f |%n",
                step,
                by,
                figure.seconds(),
                figure.cpuSeconds(),
                figure.traffic().requests(),
                figure.traffic().bytes() / MEGA,
                figure.peakMemoryInBytes() / MEGA,
                figure.stored().files(),
                figure.stored().bytes() / MEGA);
    }
}
