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
 * How long does it take to inflate, hash and index every object of a pack, which is most of a full backup's work?
 *
 * <pre>{@code
 * ./mvnw -q -Pbench -DskipTests package
 * java -Dpack=FILE.pack -jar benchmarks/target/benchmarks.jar PackIndexing
 * }</pre>
 *
 * <p>Figures are in {@code benchmarks/RESULTS.md}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(1)
public class PackIndexing {

    private final GivenPack pack = GivenPack.named();

    /** The pack from a file, as it would come from a host, and its index to nowhere. */
    @Benchmark
    public long index() {
        IndexedPack indexed = pack.index();
        indexed.writeIndex(OutputStream.nullOutputStream());
        return indexed.objects();
    }
}
