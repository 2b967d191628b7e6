package io.repobackup.benchmarks;

import io.repobackup.age.AgeIdentity;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How much of a first backup of a real repository is encryption: the same backup into the same kind of directory, with age and
 * without, in turns?
 *
 * <pre>{@code
 * ./mvnw -q -Pbench -DskipTests package
 * java -cp benchmarks/target/benchmarks.jar io.repobackup.benchmarks.EncryptedBackup REPOSITORY WORK [ROUNDS]
 * }</pre>
 *
 * <p>Arguments as those of {@link WholeRun}. Figures are in {@code benchmarks/RESULTS.md}.
 */
public final class EncryptedBackup {

    private final Bench bench;
    private final String url;
    private final Path keyFile;
    private final AgeIdentity key;

    private EncryptedBackup(Bench bench, String url) {
        this.bench = bench;
        this.url = url;
        this.keyFile = bench.workplace().place("key");
        this.key = Keys.generate(keyFile);
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
            new EncryptedBackup(bench, served.url("full.git")).run(args.length < 3 ? 5 : Integer.parseInt(args[2]));
        }
    }

    private void run(int rounds) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Machine.describe(out);
        FigureTable table = new FigureTable(out);
        Comparison warm = bench.comparison(
                "Encryption, in process",
                new Contender("with age", this::encrypted, vault -> bench.requireRestorable(vault, key)),
                new Contender("without", this::plain, bench::requireRestorable));
        table.print(warm.run(rounds));
        warm.clear();
        Comparison fresh = bench.comparison(
                "Encryption, fresh JVM",
                new Contender(
                        "with age",
                        vault -> fresh(vault, keyFile.toString()),
                        vault -> bench.requireRestorable(vault, key)),
                new Contender("without", this::fresh, bench::requireRestorable));
        table.print(fresh.run(rounds));
        out.printf("%nLoad at the end: %.1f%n", SystemCounters.load());
    }

    private Figure encrypted(Path vault) {
        return left(vault, bench.meter().inThisJvm(() -> Library.backUpEncrypted(url, vault, scratch(), key)));
    }

    private Figure plain(Path vault) {
        return left(vault, bench.meter().inThisJvm(() -> Library.backUp(url, vault, scratch())));
    }

    private Figure fresh(Path vault, String... more) {
        List<String> command = Jvm.ofThisProgram()
                .command(
                        Library.class,
                        Jvm.join(
                                        List.of(
                                                "backup",
                                                url,
                                                vault.toString(),
                                                scratch().toString()),
                                        List.of(more))
                                .toArray(String[]::new));
        return left(vault, bench.meter().jvm(command));
    }

    private static Figure left(Path vault, Figure figure) {
        return figure.leaving(Footprint.of(vault));
    }

    private Path scratch() {
        return bench.workplace().scratch();
    }
}
