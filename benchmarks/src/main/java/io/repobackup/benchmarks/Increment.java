package io.repobackup.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** A backup after some commits, compared with a fetch into a mirror that was kept on the machine. */
final class Increment {

    private final Bench bench;
    private final String url;
    private final Path vaultBefore;
    private final Path mirrorBefore;

    private Increment(Bench bench, String url) {
        this.bench = bench;
        this.url = url;
        this.vaultBefore = bench.workplace().place("vault-before");
        this.mirrorBefore = bench.workplace().place("mirror-before");
    }

    /** Takes both as they were before the commits. */
    static Increment prepared(Bench bench, String url, MovingRepository repository) {
        Increment increment = new Increment(bench, url);
        repository.back();
        Library.backUp(url, increment.vaultBefore, bench.workplace().scratch());
        bench.meter().program(List.of("git", "clone", "--quiet", "--mirror", url, increment.mirrorBefore.toString()));
        repository.forward();
        return increment;
    }

    Comparison comparison() {
        return bench.comparison(
                "Increment",
                new Contender("library, in process", this::inProcess, this::check),
                fresh("library, fresh JVM", bench.jvm()),
                fresh("library, fresh JVM, -Xmx128m", bench.jvm().with("-Xmx128m")),
                new Contender("git fetch into a mirror that was kept", this::fetch, bench.original()::requireSame));
    }

    private Figure inProcess(Path vault) {
        copy(vaultBefore, vault);
        return added(
                vault,
                vaultBefore,
                bench.meter()
                        .inThisJvm(() ->
                                Library.backUp(url, vault, bench.workplace().scratch())));
    }

    private Contender fresh(String name, FreshJvm jvm) {
        return new Contender(
                name,
                vault -> {
                    copy(vaultBefore, vault);
                    return added(vault, vaultBefore, bench.meter().jvm(jvm.backup(url, vault)));
                },
                this::check);
    }

    private Figure fetch(Path mirror) {
        copy(mirrorBefore, mirror);
        return added(
                mirror,
                mirrorBefore,
                bench.meter()
                        .program(List.of(
                                "git",
                                "-C",
                                mirror.toString(),
                                "-c",
                                "maintenance.auto=false",
                                "fetch",
                                "--quiet",
                                "--prune",
                                "origin")));
    }

    private static Figure added(Path now, Path before, Figure figure) {
        return figure.leaving(Footprint.of(now).since(Footprint.of(before)));
    }

    private void check(Path vault) {
        bench.requireNothingLeft();
        bench.requireRestorable(vault);
    }

    private void copy(Path from, Path to) {
        bench.meter().program(List.of("cp", "-r", from.toString(), to.toString()));
        bench.workplace().settle();
    }
}
