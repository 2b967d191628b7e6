package io.repobackup.benchmarks.step;

import io.repobackup.core.git.wire.LsRefsResponse;
import io.repobackup.core.git.wire.PktLineWriter;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RepositoryRefs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
 * How long does it take to read what a host says of its refs, which is all that is read of a repository where nothing changed?
 *
 * <pre>{@code
 * java [-Drefs=N] -jar benchmarks/target/benchmarks.jar RefAdvertisement -prof gc
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
public class RefAdvertisement {

    private final byte[] answer = answer(ManyRefs.of(new Random(1)));

    /** An answer to {@code ls-refs}. */
    @Benchmark
    public LsRefsResponse read() throws IOException {
        return LsRefsResponse.read(new ByteArrayInputStream(answer)).orElseThrow();
    }

    private static byte[] answer(RepositoryRefs refs) {
        PktLineWriter lines = new PktLineWriter();
        lines.line(refs.head().oid().orElseThrow() + " HEAD symref-target:"
                + refs.head().target().orElseThrow().text());
        for (Ref ref : refs.refs()) {
            lines.line(ref.oid() + " " + ref.name().text());
        }
        return lines.flush().toByteArray();
    }
}
