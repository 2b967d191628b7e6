package io.repobackup.benchmarks;

import io.repobackup.api.source.Source;
import io.repobackup.core.filesystem.FileSystemBlobSink;
import io.repobackup.core.source.GitSource;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * What does it take to back up many repositories of one server, to look at them again when nothing changed and when one in a
 * hundred did, and to bring all of them back?
 *
 * <pre>{@code
 * ./mvnw -q -Pbench -DskipTests package
 * java -Xmx256m -cp benchmarks/target/benchmarks.jar io.repobackup.benchmarks.Scale WORK [REPOSITORIES]
 * }</pre>
 *
 * <p>WORK is a directory that does not exist or is that of an earlier run; REPOSITORIES how many, 1,300 unless given. They are
 * copies of twenty small ones that git makes. Prints Markdown.
 *
 * <p>Figures are in {@code benchmarks/RESULTS.md}.
 */
public final class Scale {

    private static final int CHANGED_ONE_OF = 100;
    private static final int COMPARED_ONE_OF = 10;
    private static final String AT_ONCE = "4";

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final ScaleTable table = new ScaleTable(out);
    private final Workplace workplace;
    private final SmallRepositories repositories;
    private final ServedRepositories served;
    private final Meter meter;
    private final Path names;

    private Scale(Workplace workplace, SmallRepositories repositories, ServedRepositories served) {
        this.workplace = workplace;
        this.repositories = repositories;
        this.served = served;
        this.meter = new Meter(served::soFar, workplace.place("output-of-the-last-program"));
        this.names = workplace.place("names");
    }

    /** Measures and prints. */
    public static void main(String[] args) throws IOException {
        if (args.length < 1 || args.length > 2) {
            System.err.println("Arguments: a work directory, and how many repositories");
            System.exit(2);
        }
        Workplace workplace = Workplace.cleared(Path.of(args[0]));
        int count = args.length < 2 ? 1_300 : Integer.parseInt(args[1]);
        SmallRepositories repositories = SmallRepositories.make(workplace.served(), workplace.place("models"), count);
        try (ServedRepositories served = ServedRepositories.below(workplace.served())) {
            new Scale(workplace, repositories, served).run(count);
        }
    }

    private void run(int count) throws IOException {
        Machine.describe(out);
        out.printf(
                "%n%,d repositories, heap of at most %d MB%n",
                count, Runtime.getRuntime().maxMemory() >> 20);
        Files.write(names, repositories.names());
        Source addresses =
                GitSource.of(repositories.names().stream().map(served::url).toArray(String[]::new));
        Source listed = new MarkedSource(
                addresses,
                repository -> repositories.mark(
                        Path.of(repository.url().getPath()).getFileName().toString()));
        Path vault = workplace.place("vault");
        Path mirrors = workplace.place("mirrors");
        Files.createDirectories(mirrors);
        table.head();
        Figure first = library("first run", vault, listed);
        git("first run", "git clone --mirror of each", mirrors, "clone --quiet --mirror " + served.url("") + "{} {}");
        library("unchanged, the source tells marks", vault, listed);
        git("unchanged", "git fetch in each", mirrors, "-C {} fetch --quiet --prune origin");
        int changed = repositories.change(CHANGED_ONE_OF);
        library(changed + " changed, the source tells marks", vault, listed);
        git(changed + " changed", "git fetch in each", mirrors, "-C {} fetch --quiet --prune origin");
        library("unchanged, each is asked for its refs", vault, addresses);
        Figure restore = restore(vault);
        program(
                "restore",
                "cp -r of all mirrors",
                workplace.place("copy"),
                List.of("cp", "-r", mirrors.toString(), workplace.place("copy").toString()));
        out.printf(
                "%nFirst run and full restore of all: %.1f s.%nLoad at the end: %.1f%n",
                first.seconds() + restore.seconds(), SystemCounters.load());
    }

    private Figure library(String step, Path vault, Source source) {
        return inProcess(step, vault, () -> {
            try (FileSystemBlobSink sink = FileSystemBlobSink.open(vault)) {
                Library.backUp(source, sink, workplace.scratch());
            }
        });
    }

    private Figure restore(Path vault) {
        Path restored = workplace.place("restored");
        Figure figure = inProcess("restore", restored, () -> Library.restore(vault, restored));
        requireSame(restored);
        return figure;
    }

    private Figure inProcess(String step, Path into, Runnable work) {
        return step(step, "library", into, () -> {
            try (HeapWatch heap = new HeapWatch()) {
                Figure figure = meter.inThisJvm(work);
                return figure.holding(heap.largestInBytes());
            }
        });
    }

    private void git(String step, String name, Path mirrors, String command) {
        program(
                step,
                name,
                mirrors,
                List.of(
                        "sh",
                        "-c",
                        "cd " + mirrors + " && xargs -a " + names + " -P " + AT_ONCE + " -I{} git " + command));
    }

    private void program(String step, String name, Path into, List<String> command) {
        step(step, name, into, () -> meter.program(command));
    }

    private Figure step(String step, String name, Path into, Supplier<Figure> measured) {
        Footprint before = Files.exists(into) ? Footprint.of(into) : Footprint.NONE;
        workplace.settle();
        Figure figure = measured.get();
        Figure whole = figure.leaving(Footprint.of(into).since(before));
        table.row(step, name, whole);
        return whole;
    }

    /** Every one is there; every tenth is compared. */
    private void requireSame(Path restored) {
        List<Path> all = Workplace.below(restored)
                .filter(path -> path.getFileName().toString().endsWith(".git"))
                .sorted()
                .toList();
        if (all.size() != repositories.names().size()) {
            throw new IllegalStateException(all.size() + " repositories came back");
        }
        for (int i = 0; i < all.size(); i += COMPARED_ONE_OF) {
            Path original = workplace.served().resolve(all.get(i).getFileName());
            new Original(original).requireSame(all.get(i));
        }
    }
}
