package io.repobackup.benchmarks;

import io.repobackup.core.git.pack.IndexedPack;
import io.repobackup.core.git.pack.PackDescription;
import io.repobackup.core.git.pack.PackIndexer;
import io.repobackup.core.git.pack.PackLimits;
import io.repobackup.core.refs.ObjectFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How long does it take to index packs of real repositories, compared with {@code git index-pack --threads=N} in the same run,
 * with the same number of threads, and are the indexes the same byte for byte?
 *
 * <pre>{@code
 * ./mvnw -q -Pbench -DskipTests package
 * java -cp benchmarks/target/benchmarks.jar io.repobackup.benchmarks.IndexingAgainstGit WORK ROUNDS PACK...
 * }</pre>
 *
 * <p>WORK is a directory that does not exist or is that of an earlier run; with 0 ROUNDS the indexes are compared alone.
 * PACK is the path of a pack, which is only read, or of a directory whose packs are meant. {@code -Dformat=sha256} says that
 * the ids in them are. Figures are in {@code benchmarks/RESULTS.md}.
 */
public final class IndexingAgainstGit {

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final ObjectFormat format =
            System.getProperty("format", "sha1").equals("sha256") ? ObjectFormat.SHA256 : ObjectFormat.SHA1;
    private final Workplace workplace;
    private final Meter meter;

    private IndexingAgainstGit(Workplace workplace) {
        this.workplace = workplace;
        this.meter = new Meter(() -> new Traffic(0, 0), workplace.place("output-of-the-last-program"));
    }

    /** Measures and prints. */
    public static void main(String[] args) {
        if (args.length < 3) {
            System.err.println("Arguments: a work directory, how many rounds, and packs or directories with packs");
            System.exit(2);
        }
        List<Path> packs = new ArrayList<>();
        for (String arg : Arrays.asList(args).subList(2, args.length)) {
            Workplace.below(Path.of(arg))
                    .filter(path -> path.toString().endsWith(".pack"))
                    .sorted()
                    .forEach(packs::add);
        }
        new IndexingAgainstGit(Workplace.cleared(Path.of(args[0]))).run(packs, Integer.parseInt(args[1]));
    }

    private void run(List<Path> packs, int rounds) {
        Machine.describe(out);
        long objects = 0;
        for (Path pack : packs) {
            objects += compare(pack);
            for (int threads = 1; threads <= 2 && rounds > 0; threads++) {
                measure(pack, threads, rounds);
            }
        }
        out.printf(
                "%n%d packs with %,d objects have the indexes that git makes.%nLoad at the end: %.1f%n",
                packs.size(), objects, SystemCounters.load());
    }

    /** Fails unless the indexes are equal; how many objects the pack has. */
    private long compare(Path pack) {
        Path expected = expected(pack);
        workplace.remove(expected);
        meter.program(byGit(pack, expected, 1));
        Path actual = workplace.place("compared.idx");
        long objects = index(pack, actual, limits(2), UnaryOperator.identity());
        requireSame(pack, actual);
        System.err.printf("%s: %,d objects, the same%n", pack.getFileName(), objects);
        return objects;
    }

    private void measure(Path pack, int threads, int rounds) {
        Contender plain = contender("library", pack, threads, UnaryOperator.identity());
        Contender careful =
                contender("library, looking for collisions", pack, threads, PackIndexer::detectingCollisions);
        Contender git = new Contender(
                "git index-pack", into -> meter.program(byGit(pack, into, threads)), into -> requireSame(pack, into));
        String name = "%s, %,d MB, %d threads".formatted(nameOf(pack), Workplace.size(pack) / 1_000_000, threads);
        new FigureTable(out).print(new Comparison(name, workplace, List.of(plain, careful, git)).run(rounds));
    }

    private Contender contender(String name, Path pack, int threads, UnaryOperator<PackIndexer> choice) {
        return new Contender(
                name,
                into -> meter.inThisJvm(() -> index(pack, into, limits(threads), choice)),
                into -> requireSame(pack, into));
    }

    private long index(Path pack, Path into, PackLimits limits, UnaryOperator<PackIndexer> choice) {
        try (InputStream in = Files.newInputStream(pack);
                OutputStream index = new BufferedOutputStream(Files.newOutputStream(into), 1 << 16)) {
            PackIndexer indexer = choice.apply(PackIndexer.within(limits));
            IndexedPack indexed = indexer.index(PackDescription.of(nameOf(pack), format), in, bytes -> {});
            indexed.writeIndex(index);
            return indexed.objects();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PackLimits limits(int threads) {
        return PackLimits.scratch(workplace.scratch()).withThreads(threads);
    }

    private List<String> byGit(Path pack, Path index, int threads) {
        return List.of(
                "git",
                "index-pack",
                "--object-format=" + format.word(),
                "--threads=" + threads,
                "-o",
                index.toString(),
                pack.toString());
    }

    private void requireSame(Path pack, Path index) {
        try {
            if (Files.mismatch(expected(pack), index) >= 0) {
                throw new IllegalStateException("The index of " + pack + " is not the one that git makes");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path expected(Path pack) {
        return workplace.place(nameOf(pack) + ".idx");
    }

    private static String nameOf(Path pack) {
        return pack.getFileName().toString().replace(".pack", "");
    }
}
