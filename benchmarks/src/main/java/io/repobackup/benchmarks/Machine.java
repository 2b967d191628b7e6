package io.repobackup.benchmarks;

import java.io.PrintStream;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What figures were measured on. */
final class Machine {

    private Machine() {}

    static void describe(PrintStream out) {
        out.printf(
                "%s, %d processors, Java %s, load at the beginning %.1f%n",
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                SystemCounters.load());
    }
}
