package io.repobackup.benchmarks.step;

import io.repobackup.core.git.pack.IndexedPack;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does it take to write the index of a pack whose objects are known, and the set of what it refers to outside?
 *
 * <pre>{@code
 * java -Dpack=FILE.pack -jar benchmarks/target/benchmarks.jar IndexWriting -prof gc
 * }</pre>
 *
 * <p>Figures are in {@code benchmarks/RESULTS.md}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class IndexWriting {

    private final IndexedPack pack = GivenPack.named().index();

    /** The index, to nowhere. */
    @Benchmark
    public void writeIndex() {
        pack.writeIndex(OutputStream.nullOutputStream());
    }

    /** What the objects refer to and the pack does not hold, to nowhere. */
    @Benchmark
    public void writeExternal() {
        pack.external().writeTo(OutputStream.nullOutputStream());
    }
}
