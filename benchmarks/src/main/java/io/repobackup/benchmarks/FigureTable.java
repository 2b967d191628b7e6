package io.repobackup.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prints comparisons as Markdown. */
final class FigureTable {

    private static final double MEGA = 1e6;

    private final PrintStream out;

    FigureTable(PrintStream out) {
        this.out = out;
    }

    /** A table with a row for each contender; ratios are of medians, to the last contender. */
    void print(Comparison comparison) {
        out.printf("%n### %s%n%n", comparison.name());
        row(List.of(
                "",
                "s",
                "s, all runs",
                "ratio",
                "CPU s",
                "requests",
                "MB on the wire",
                "peak MB",
                "files",
                "MB stored"));
        row(List.of("---", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:"));
        comparison.series().forEach(series -> print(series, comparison.reference()));
        out.flush();
    }

    private void print(Series series, Optional<Series> reference) {
        if (series.isEmpty()) {
            row(List.of(series.name(), "failed", "", "", "", "", "", "", "", ""));
            return;
        }
        List<String> cells = new ArrayList<>();
        cells.add(series.name() + (series.failures() == 0 ? "" : " (failed " + series.failures() + " times)"));
        cells.add(number(series.median(Figure::seconds), 3));
        cells.add(number(series.least(Figure::seconds), 3) + "–" + number(series.most(Figure::seconds), 3));
        cells.add(reference
                .filter(other -> !other.isEmpty())
                .map(other -> number(series.median(Figure::seconds) / other.median(Figure::seconds), 3))
                .orElse(""));
        cells.add(number(series.median(Figure::cpuSeconds), 2));
        cells.add(count(series.median(figure -> figure.traffic().requests())));
        cells.add(positive(series.median(figure -> figure.traffic().bytes() / MEGA)));
        cells.add(positive(series.most(figure -> figure.peakMemoryInBytes() / MEGA)));
        cells.add(count(series.median(figure -> figure.stored().files())));
        cells.add(positive(series.median(figure -> figure.stored().bytes() / MEGA)));
        row(cells);
    }

    private void row(List<String> cells) {
        out.println("| " + String.join(" | ", cells) + " |");
    }

    private static String count(double count) {
        return count > 0 ? Long.toString(Math.round(count)) : "";
    }

    private static String positive(double value) {
        return value > 0 ? number(value, value < 10 ? 3 : 0) : "";
    }

    private static String number(double value, int decimals) {
        return Double.isNaN(value) ? "" : String.format("%." + decimals + "f", value);
    }
}
