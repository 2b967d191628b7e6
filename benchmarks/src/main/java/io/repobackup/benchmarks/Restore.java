package io.repobackup.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** Bringing a repository back, compared with a mirror clone of its bundle and with a plain copy of its mirror. */
final class Restore {

    static final String IN_PROCESS = "library, in process";

    private final Bench bench;
    private final Path vault;
    private final Path mirror;

    Restore(Bench bench, Path vault, Path mirror) {
        this.bench = bench;
        this.vault = vault;
        this.mirror = mirror;
    }

    Comparison comparison() {
        return bench.comparison(
                "Restore",
                new Contender(IN_PROCESS, this::inProcess, this::check),
                fresh("library, fresh JVM", bench.jvm()),
                fresh("library, fresh JVM, -Xmx128m", bench.jvm().with("-Xmx128m")),
                program("cp -r of the mirror", "cp", "-r", mirror.toString()),
                program(
                        "git clone --mirror of the bundle",
                        "git",
                        "clone",
                        "--quiet",
                        "--mirror",
                        bundle().toString()));
    }

    private Figure inProcess(Path into) {
        return bench.meter().inThisJvm(() -> Library.restore(vault, into));
    }

    private Contender fresh(String name, FreshJvm jvm) {
        return new Contender(name, into -> bench.meter().jvm(jvm.restore(vault, into)), this::check);
    }

    private Contender program(String name, String... command) {
        return new Contender(
                name,
                into -> bench.meter().program(Jvm.join(List.of(command), List.of(into.toString()))),
                bench.original()::requireSameRefs);
    }

    private void check(Path into) {
        bench.original().requireSame(bench.repositoryIn(into));
    }

    private Path bundle() {
        return Workplace.below(vault)
                .filter(file -> file.toString().endsWith(".bundle"))
                .findFirst()
                .orElseThrow();
    }
}
