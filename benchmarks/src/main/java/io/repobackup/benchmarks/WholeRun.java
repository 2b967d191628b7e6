package io.repobackup.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How long do a full backup, an increment and a restore of a real repository take, compared with the git program in the
 * same run, on the same machine, from the same server?
 *
 * <pre>{@code
 * ./mvnw -q -Pbench -DskipTests package
 * java -cp benchmarks/target/benchmarks.jar io.repobackup.benchmarks.WholeRun REPOSITORY WORK [ROUNDS]
 * }</pre>
 *
 * <p>REPOSITORY is a bare repository, which is only read; WORK a directory that does not exist or is that of an earlier
 * run, with room for ten times the repository; ROUNDS how often each is done, 3 unless given. Prints Markdown. The
 * property {@code increment.commits} says how many commits an increment brings, 20 unless given; with {@code link.megabits} the
 * server is behind a link of that speed and of {@code link.millis} there and back, 20 unless given.
 *
 * <p>Figures of several repositories are in {@code benchmarks/RESULTS.md}.
 */
public final class WholeRun {

    private static final double MEGA = 1e6;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final FigureTable table = new FigureTable(out);
    private final Path source;
    private final Bench bench;
    private final ServedRepositories served;
    private final int rounds;

    private WholeRun(Path source, Bench bench, ServedRepositories served, int rounds) {
        this.source = source;
        this.bench = bench;
        this.served = served;
        this.rounds = rounds;
    }

    /** Measures and prints. */
    public static void main(String[] args) throws IOException {
        if (args.length < 2 || args.length > 3) {
            System.err.println("Arguments: the path of a bare repository, a work directory, and how many rounds");
            System.exit(2);
        }
        Path source = Path.of(args[0]).toRealPath();
        Workplace workplace = Workplace.cleared(Path.of(args[1]));
        Files.createSymbolicLink(workplace.served().resolve("full.git"), source);
        try (ServedRepositories served = ServedRepositories.below(workplace.served())) {
            Meter meter = new Meter(served::soFar, workplace.place("output-of-the-last-program"));
            Bench bench = new Bench(workplace, meter, FreshJvm.found(workplace.scratch()), new Original(source));
            new WholeRun(source, bench, served, args.length < 3 ? 3 : Integer.parseInt(args[2])).run();
        }
    }

    private void run() {
        describe();
        Comparison full =
                new FullBackup(bench, served.url("full.git")).comparison().run(rounds);
        table.print(full);
        Path vault = full.result(FullBackup.IN_PROCESS);
        Path mirror = full.result(FullBackup.GIT);
        sizes(Workplace.size(vault), Workplace.size(mirror));
        Comparison restore = new Restore(bench, vault, mirror).comparison().run(rounds);
        table.print(restore);
        bench.original().requireSameFaults(bench.repositoryIn(restore.result(Restore.IN_PROCESS)));
        out.println("\n`git fsck --full` says the same of the original and of what was restored.");
        restore.clear();
        full.clear();
        increment();
        out.printf("%nLoad at the end: %.1f%n", SystemCounters.load());
    }

    private void describe() {
        Machine.describe(out);
        int megabits = Integer.getInteger("link.megabits", 0);
        String link = megabits == 0
                ? "no link but this machine"
                : megabits + " Mbit/s and " + Integer.getInteger("link.millis", 20) + " ms to the server";
        out.printf("%s; %s%n", Git.run(source, "--version"), link);
        out.printf(
                "%n%s: %,d refs, %,d objects; %d rounds; a fresh JVM runs %s%n",
                source.getFileName(),
                bench.original().refs(),
                bench.original().objects(),
                rounds,
                bench.jvm().program());
    }

    private void sizes(long vault, long mirror) {
        out.printf(
                "%nThe vault has %.1f MB, the mirror %.1f MB: ratio %.3f%n",
                vault / MEGA, mirror / MEGA, (double) vault / mirror);
    }

    private void increment() {
        int commits = Integer.getInteger("increment.commits", 20);
        MovingRepository repository =
                MovingRepository.copy(source, bench.workplace().served().resolve("moving.git"), commits);
        Increment increment = Increment.prepared(bench, served.url("moving.git"), repository);
        table.print(increment.comparison().run(rounds));
        out.printf(
                "%n%d commits of the main branch, %d refs moved or new; nothing kept on the worker.%n",
                commits, repository.changedRefs());
    }
}
