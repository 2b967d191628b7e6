package io.repobackup.benchmarks;

import io.repobackup.age.AgeIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** What all comparisons share. */
record Bench(Workplace workplace, Meter meter, FreshJvm jvm, Original original) {

    Comparison comparison(String name, Contender... contenders) {
        return new Comparison(name, workplace, List.of(contenders));
    }

    /** Fails unless the vault brings back the original. */
    void requireRestorable(Path vault) {
        requireSame(into -> Library.restore(vault, into));
    }

    /** Fails unless the encrypted vault brings back the original. */
    void requireRestorable(Path vault, AgeIdentity key) {
        requireSame(into -> Library.restoreEncrypted(vault, into, key));
    }

    private void requireSame(Consumer<Path> restore) {
        broughtBack(restore, original::requireSame);
    }

    /** Has something brought back into a new directory, shows the repository in it, and removes it. */
    void broughtBack(Consumer<Path> restore, Consumer<Path> check) {
        Path into = workplace.place("restored");
        workplace.remove(into);
        restore.accept(into);
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
