package io.repobackup.benchmarks;

import io.repobackup.core.git.pack.IndexedPack;
import io.repobackup.core.git.pack.PackDescription;
import io.repobackup.core.git.pack.PackIndexer;
import io.repobackup.core.git.pack.PackLimits;
import io.repobackup.core.refs.ObjectFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * <p>FILES
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(1)
public class PackIndexing {

    private final Path pack = Path.of(System.getProperty("pack", ""));
    private final PackIndexer indexer = PackIndexer.within(PackLimits.scratch(scratch()));

    /** The pack from a file, as it would come from a host, and its index to nowhere. */
    @Benchmark
    public long index() throws IOException {
        try (InputStream in = Files.newInputStream(pack)) {
            PackDescription description =
                    PackDescription.of("the given pack", ObjectFormat.SHA1).sizeInBytes(Files.size(pack));
            IndexedPack indexed = indexer.index(description, in, bytes -> {});
            indexed.writeIndex(OutputStream.nullOutputStream());
            return indexed.objects();
        }
    }

    private static Path scratch() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }
}
