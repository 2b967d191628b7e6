package io.repobackup.benchmarks.step;

import io.repobackup.core.git.bundle.BundleHeader;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.refs.RepositoryRefs;
import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
 * How long does it take to write and to read what stands before the pack of a bundle, with every ref of a large repository?
 *
 * <pre>{@code
 * java [-Drefs=N] -jar benchmarks/target/benchmarks.jar BundleHeaders -prof gc
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
public class BundleHeaders {

    private final BundleHeader header = header(ManyRefs.of(new Random(1)));
    private final byte[] bytes = header.bytes();

    /** As it is written before a pack. */
    @Benchmark
    public byte[] write() {
        return header.bytes();
    }

    /** From a stored bundle. */
    @Benchmark
    public BundleHeader read() {
        return BundleHeader.read("the bundle", new ByteArrayInputStream(bytes));
    }

    private static BundleHeader header(RepositoryRefs refs) {
        Map<RefName, ObjectId> named = new LinkedHashMap<>();
        for (Ref ref : refs.refs()) {
            named.put(ref.name(), ref.oid());
        }
        return new BundleHeader(refs.format(), List.of(), named);
    }
}
