package io.repobackup.benchmarks.step;

import io.repobackup.core.git.pack.IndexedPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does it take to index a pack that is nearly all deltas: 4,000 versions of a text of 50 kB, in chains of 50, 200 MB in
 * all? Applying deltas and hashing their results is most of it.
 * AgeEncryption#digestAlone}'s way with SHA-1.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar DeltaApplication -prof gc
 * }</pre>
 *
 * <p>Needs the git program, which makes the pack. Figures are in {@code benchmarks/RESULTS.md}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DeltaApplication {

    private Path repository = Path.of("");
    private GivenPack pack = new GivenPack(repository);

    /** Has git make the pack. */
    @Setup
    public void prepare() throws IOException, InterruptedException {
        repository = Files.createTempDirectory("deltas");
        DeltaHistory.write(repository);
        try (Stream<Path> files = Files.list(repository.resolve("objects/pack"))) {
            pack = new GivenPack(files.filter(file -> file.toString().endsWith(".pack"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    /** Every object, from first to last. */
    @Benchmark
    public IndexedPack index() {
        return pack.index();
    }

    /** Removes it. */
    @TearDown
    public void remove() throws IOException {
        try (Stream<Path> files = Files.walk(repository)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
