package io.repobackup.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** What all comparisons share. */
record Bench(Workplace workplace, Meter meter, FreshJvm jvm, Original original) {

    Comparison comparison(String name, Contender... contenders) {
        return new Comparison(name, workplace, List.of(contenders));
    }

    /** Restores the vault, shows the repository, and removes it. */
    void restored(Path vault, Consumer<Path> check) {
        Path into = workplace.place("restored");
        Library.restore(vault, into);
        check.accept(repositoryIn(into));
        workplace.remove(into);
    }

    /** The one repository below a directory that a restore wrote. */
    Path repositoryIn(Path restored) {
        return Workplace.below(restored)
                .filter(path -> path.getFileName().toString().endsWith(".git"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing was restored to " + restored));
    }

    /** Fails when a run has left something on the worker. */
    void requireNothingLeft() {
        List<Path> left = Workplace.below(workplace.scratch()).skip(1).toList();
        if (!left.isEmpty()) {
            throw new IllegalStateException("The run left " + left + " behind");
        }
    }
}
