package io.repobackup.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A first backup, compared with a mirror clone from the same server. */
final class FullBackup {

    static final String IN_PROCESS = "library, in process";
    static final String GIT = "git clone --mirror";

    private final Bench bench;
    private final String url;

    FullBackup(Bench bench, String url) {
        this.bench = bench;
        this.url = url;
    }

    Comparison comparison() {
        FreshJvm jvm = bench.jvm();
        List<Contender> all = new ArrayList<>();
        all.add(new Contender(IN_PROCESS, this::inProcess, this::check));
        all.add(fresh("library, fresh JVM", jvm));
        all.add(fresh("library, fresh JVM, -Xmx128m", jvm.with("-Xmx128m")));
        all.addAll(new Peers(bench, url).firstBackups());
        all.add(new Contender(GIT, this::clone, bench.original()::requireSame));
        return bench.comparison("Full backup", all.toArray(Contender[]::new));
    }

    private Figure inProcess(Path vault) {
        return bench.meter()
                .inThisJvm(() -> Library.backUp(url, vault, bench.workplace().scratch()))
                .leaving(Footprint.of(vault));
    }

    private Contender fresh(String name, FreshJvm jvm) {
        return new Contender(
                name, vault -> bench.meter().jvm(jvm.backup(url, vault)).leaving(Footprint.of(vault)), this::check);
    }

    private Figure clone(Path mirror) {
        return bench.meter()
                .program(List.of("git", "clone", "--quiet", "--mirror", url, mirror.toString()))
                .leaving(Footprint.of(mirror));
    }

    private void check(Path vault) {
        bench.requireNothingLeft();
        bench.requireRestorable(vault);
    }
}
