package io.repobackup.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** How others keep a repository: a mirror is cloned, and becomes one file, or goes into a repository of restic. */
final class Peers {

    private static final String CLONE = "rm -rf \"$2.mirror\" && git clone --quiet --mirror \"$1\" \"$2.mirror\" && ";
    private static final String CLEAR = " && rm -rf \"$2.mirror\"";

    private final Bench bench;
    private final String url;

    Peers(Bench bench, String url) {
        this.bench = bench;
        this.url = url;
    }

    /** A first backup by each that is installed. */
    List<Contender> firstBackups() {
        List<Contender> all = new ArrayList<>();
        all.add(peer(
                "git clone --mirror, tar",
                bench.original()::requireSame,
                "mkdir \"$2\" && tar -cf \"$2/mirror.tar\" -C \"$2.mirror\" .",
                (backup, into) -> run("tar", "-xf", backup.resolve("mirror.tar").toString(), "-C", into.toString())));
        // A clone of a bundle guesses which of the branches at its commit HEAD named.
        all.add(peer(
                "git clone --mirror, git bundle",
                bench.original()::requireSameRefs,
                "mkdir \"$2\" && git -C \"$2.mirror\" bundle create -q \"$2/all.bundle\" --all",
                (backup, into) -> run(
                        "git",
                        "clone",
                        "--quiet",
                        "--mirror",
                        backup.resolve("all.bundle").toString(),
                        into.toString())));
        if (isInstalled("restic")) {
            Path password = password();
            String restic = "restic --quiet --no-cache --password-file " + password + " --repo \"$2\" ";
            all.add(peer(
                    "git clone --mirror, restic backup",
                    bench.original()::requireSame,
                    restic + "init && cd \"$2.mirror\" && " + restic + "backup .",
                    (backup, into) -> run(
                            "restic",
                            "--quiet",
                            "--no-cache",
                            "--password-file",
                            password.toString(),
                            "--repo",
                            backup.toString(),
                            "restore",
                            "latest",
                            "--target",
                            into.toString())));
        }
        return all;
    }

    private Contender peer(String name, Consumer<Path> check, String keep, BringBack bringBack) {
        return new Contender(
                name,
                into -> bench.meter()
                        .program(List.of("sh", "-ec", CLONE + keep + CLEAR, "sh", url, into.toString()))
                        .leaving(Footprint.of(into)),
                backup -> bench.broughtBack(
                        restored -> {
                            Path repository = restored.resolve("brought-back.git");
                            create(repository);
                            bringBack.from(backup, repository);
                        },
                        check));
    }

    private Path password() {
        try {
            return Files.writeString(bench.workplace().place("password"), "worth nothing");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String... command) {
        bench.meter().program(List.of(command));
    }

    private static void create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private interface BringBack {
        void from(Path backup, Path repository);
    }
}
