package io.repobackup.benchmarks.step;

import io.repobackup.api.subject.RepositoryId;
import io.repobackup.core.refs.RepositoryRefs;
import io.repobackup.core.vault.GitContent;
import io.repobackup.core.vault.StoredGit;
import io.repobackup.core.vault.SubjectContents;
import io.repobackup.core.vault.Vault;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import java.util.List;
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
 * How long does it take to read the refs that a vault holds of a repository, to compare them with those that the host shows, and
 * to store others?
 *
 * <pre>{@code
 * java [-Drefs=N] -jar benchmarks/target/benchmarks.jar StateComparison -prof gc
 * }</pre>
 *
 * <p>The vault lies in memory. Figures are in {@code benchmarks/RESULTS.md}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StateComparison {

    private static final int MOVED = 20;

    private final Random random = new Random(1);
    private final RepositoryRefs refs = ManyRefs.of(random);
    private final RepositoryRefs sameRefs = ManyRefs.of(new Random(1));
    private final RepositoryRefs movedRefs = ManyRefs.moved(refs, MOVED, random);
    private final SubjectContents contents =
            Vault.openOrCreate(InMemoryBlobSink.create()).contents(new RepositoryId("git.example", "1"));
    private final StoredGit stored = contents.store(new GitContent(refs, List.of()));

    /** What a record and its blobs say. */
    @Benchmark
    public GitContent readStored() {
        return contents.git(stored);
    }

    /** All refs are the same. */
    @Benchmark
    public boolean compareSame() {
        return refs.equals(sameRefs);
    }

    /** Twenty refs moved: the difference to what is stored. */
    @Benchmark
    public StoredGit storeMoved() {
        return contents.store(new GitContent(movedRefs, List.of()), stored);
    }
}
