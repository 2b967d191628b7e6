package io.repobackup.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The figures of one contender. */
final class Series {

    private final String name;
    private final List<Figure> figures = new ArrayList<>();
    private int failures;

    Series(String name) {
        this.name = name;
    }

    void add(Figure figure) {
        figures.add(figure);
    }

    void fail() {
        failures++;
    }

    String name() {
        return name;
    }

    int failures() {
        return failures;
    }

    boolean isEmpty() {
        return figures.isEmpty();
    }

    double median(ToDoubleFunction<Figure> what) {
        double[] sorted = figures.stream().mapToDouble(what).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double least(ToDoubleFunction<Figure> what) {
        return figures.stream().mapToDouble(what).min().orElse(Double.NaN);
    }

    double most(ToDoubleFunction<Figure> what) {
        return figures.stream().mapToDouble(what).max().orElse(Double.NaN);
    }
}
