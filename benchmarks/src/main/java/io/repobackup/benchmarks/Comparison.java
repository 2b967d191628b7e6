package io.repobackup.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Several ways to the same result, taken in turns, each result checked. */
final class Comparison {

    private final String name;
    private final Workplace workplace;
    private final Map<Contender, Series> all = new LinkedHashMap<>();

    /** The last contender is what the others are compared with. */
    Comparison(String name, Workplace workplace, List<Contender> contenders) {
        this.name = name;
        this.workplace = workplace;
        contenders.forEach(contender -> all.put(contender, new Series(contender.name())));
    }

    Comparison run(int rounds) {
        for (int round = 1; round <= rounds; round++) {
            for (Map.Entry<Contender, Series> each : all.entrySet()) {
                run(each.getKey(), each.getValue(), place(each.getKey()));
            }
        }
        return this;
    }

    /** What the last run of a contender left. */
    Path result(String contender) {
        return all.keySet().stream()
                .filter(each -> each.name().equals(contender))
                .map(this::place)
                .findFirst()
                .orElseThrow();
    }

    /** Removes what the runs left. */
    void clear() {
        all.keySet().forEach(contender -> workplace.remove(place(contender)));
    }

    List<Series> series() {
        return new ArrayList<>(all.values());
    }

    Optional<Series> reference() {
        return all.values().stream().reduce((first, last) -> last);
    }

    String name() {
        return name;
    }

    private void run(Contender contender, Series series, Path into) {
        workplace.remove(into);
        workplace.settle();
        try {
            Figure figure = contender.measured().apply(into);
            System.err.printf("%s, %s: %.3f s%n", name, contender.name(), figure.seconds());
            contender.check().accept(into);
            series.add(figure);
        } catch (IllegalStateException e) {
            System.err.printf("%s, %s failed: %s%n", name, contender.name(), e.getMessage());
            series.fail();
        }
    }

    private Path place(Contender contender) {
        return workplace.place((name + "-" + contender.name()).replaceAll("[^A-Za-z0-9]+", "-"));
    }
}
