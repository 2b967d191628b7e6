package io.repobackup.core.backup;

import io.repobackup.api.event.BackupListener;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.source.Source;
import io.repobackup.core.git.StepRule;
import io.repobackup.core.git.pack.PackLimits;
import io.repobackup.core.vault.Vault;
import io.repobackup.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Backs up what a source offers into a vault: everything the first time, and from then on what has changed.
 *
 * <pre>{@code
 * BackupReport report = BackupEngine.builder()
 *         .source(GitSource.of("https://git.example/acme/tool.git"))
 *         .vault(Vault.openOrCreate(sink))
 *         .build()
 *         .run();
 * report.throwIfFailed();
 * }</pre>
 *
 * <p>Each part of each subject ends a run in exactly one {@link io.repobackup.api.outcome.Outcome}; the failure of one
 * never stops the others. A run that is killed loses at most what was not recorded yet, and the next one goes on from
 * there. Several runs may work on one vault at the same time, best on {@linkplain Scope#share different shares}.
 *
 * <p><i>Immutable, thread-safe and reusable.</i> Closes nothing that it was given; threads live as long as a run.
 */
public final class BackupEngine {

    private final BackupSettings settings;

    private BackupEngine(BackupSettings settings) {
        this.settings = settings;
    }

    /** A builder; source and vault are required. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Says what a run would look at. Reads the source's inventory and the catalog, and writes nothing.
     *
     * @throws io.repobackup.api.failure.RepobackupException when the inventory or the vault cannot be read
     */
    public BackupPlan plan(Scope scope) {
        return new BackupRun(settings, scope, new RunControl(settings.clock(), null)).plan();
    }

    /** Backs up everything. See {@link #run(Scope)}. */
    public BackupReport run() {
        return run(Scope.everything());
    }

    /**
     * Backs up on this thread and those of the run. When the calling thread is interrupted, the run is cancelled, the
     * report says so and the interrupt flag is set again.
     *
     * @throws io.repobackup.api.failure.CancelledException when it was cancelled before it knew what there is to back up
     * @throws io.repobackup.api.failure.RepobackupException when the run cannot take place at all: the vault cannot be
     *     written, or the source has no complete inventory
     */
    public BackupReport run(Scope scope) {
        return new BackupRun(settings, scope, control()).execute();
    }

    /** Backs up in the background. */
    public Run<BackupReport> start(Scope scope) {
        RunControl control = control();
        return BackgroundRun.start(new BackupRun(settings, scope, control), control);
    }

    private RunControl control() {
        Clock clock = settings.clock();
        return new RunControl(
                clock, settings.timeBudget().map(clock.instant()::plus).orElse(null));
    }

    /** Collects the settings of an engine. <i>Confined to one thread at a time.</i> */
    public static final class Builder {

        private @Nullable Source source;
        private @Nullable Vault vault;
        private BackupListener listener = BackupListener.none();
        private @Nullable Executor executor;
        private int parallelism = 4;
        private PackLimits limits = PackLimits.scratch(Path.of(System.getProperty("java.io.tmpdir")));
        private BackupSettings.CollisionSearch collisions = BackupSettings.CollisionSearch.OFF;
        private StepRule steps = StepRule.standard();
        private Duration stallTimeout = Duration.ofMinutes(15);
        private Duration cancelGrace = Duration.ofMinutes(1);
        private double vanishingLimit = 0.2;
        private Rechecks rechecks = Rechecks.within(30);
        private @Nullable Duration timeBudget;
        private @Nullable Clock clock;
        private @Nullable HttpClient http;

        private Builder() {}

        /** What to back up. Required. */
        public Builder source(Source source) {
            this.source = source;
            return this;
        }

        /** Where to. Required. */
        public Builder vault(Vault vault) {
            this.vault = vault;
            return this;
        }

        /** Who hears what happens; nobody unless set. */
        public Builder listener(BackupListener listener) {
            this.listener = listener;
            return this;
        }

        /** Whose threads do the work; a run has threads of its own unless set. Should run that many tasks at once. */
        public Builder executor(Executor executor) {
            this.executor = executor;
            return this;
        }

        /** How many parts are captured at once, 1 or more; 4 unless set. Lanes may allow fewer. */
        public Builder parallelism(int parts) {
            if (parts < 1) {
                throw new IllegalArgumentException("at least one part is captured at once, not " + parts);
            }
            this.parallelism = parts;
            return this;
        }

        /** Where packs too large for memory wait while they are indexed; the system's temporary directory unless set. */
        public Builder scratch(Path directory) {
            this.limits = limits.withScratch(directory);
            return this;
        }

        /**
         * Packs up to this many bytes stay in memory, each, with up to as many bytes of what was inflated of it; 32 MiB
         * unless set.
         */
        public Builder memory(long bytes) {
            this.limits = limits.withMemoryThreshold(bytes);
            return this;
        }

        /**
         * How many threads put the deltas of packs together at once, whatever number of repositories is captured; as many
         * as there are processors unless set. 1 or more.
         */
        public Builder indexingThreads(int number) {
            this.limits = limits.withThreads(number);
            return this;
        }

        /**
         * Refuses repositories with objects that were made to have the same SHA-1 as others, as git and its hosts do when
         * such are pushed. Costs two to three times the processor time of indexing; not looked for unless set.
         */
        public Builder detectCollisions() {
            this.collisions = BackupSettings.CollisionSearch.ON;
            return this;
        }

        /** When a repository is taken in several steps; see {@link StepRule#standard()}. */
        public Builder steps(StepRule rule) {
            this.steps = rule;
            return this;
        }

        /**
         * A capture in which nothing has moved for this long is interrupted, and tried once more; 15 minutes unless set.
         * More than zero. The same limit holds for what a run reads first and writes last.
         */
        public Builder stallTimeout(Duration timeout) {
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("the stall timeout is more than zero, not " + timeout);
            }
            this.stallTimeout = timeout;
            return this;
        }

        /**
         * How long a cancelled run waits for its threads; a minute unless set. More than zero. All of them were
         * interrupted, and end at once unless a store, a source or a snapshotter ignores that. When the time is up, the
         * parts that they work on end as Cancelled, an alarm of the report names the threads, and they are left behind:
         * what they still commit is valid, and the next run finds it. What a run reads first, from the signpost to the
         * inventory, is read on its own thread, and has no such limit.
         */
        public Builder cancelGrace(Duration grace) {
            if (grace.isNegative() || grace.isZero()) {
                throw new IllegalArgumentException("the grace is more than zero, not " + grace);
            }
            this.cancelGrace = grace;
            return this;
        }

        /**
         * When more than this share of the known subjects is missing from the inventory, and more than five, the
         * inventory is doubted: an alarm, and none is recorded as gone. 0 to 1; a fifth unless set.
         */
        public Builder vanishingLimit(double share) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("the limit is a share from 0 to 1, not " + share);
            }
            this.vanishingLimit = share;
            return this;
        }

        /**
         * Within how many runs the log of every subject is read, also when the catalog says that nothing has moved, so that
         * a forged or stale catalog hides nothing for longer. Each run reads the logs of that share of such subjects, at
         * least one: a listing and two records each. What the log does not prove is captured after all. 1, for all of them
         * in each run, or more; 30 unless set. The turn goes by the hour, so runs that are closer together than that
         * need longer.
         */
        public Builder recheckWithin(int runs) {
            if (runs < 1) {
                throw new IllegalArgumentException("logs are read again within 1 run or more, not " + runs);
            }
            this.rechecks = Rechecks.within(runs);
            return this;
        }

        /**
         * After this time no other part is begun, and what is left ends as Deferred; a part that was begun is taken to its
         * end. No limit unless set.
         */
        public Builder timeBudget(Duration budget) {
            this.timeBudget = budget;
            return this;
        }

        /** The clock of the run; the vault's unless set. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * The client for git over HTTP; each run has one of its own unless set. Closed by the caller. Best the one that the
         * source uses as well: what a host says of its limits to either then holds for both, the {@linkplain #listener
         * listener} hears of each wait, and who waits for a host is not taken for {@linkplain #stallTimeout standing still}.
         */
        public Builder http(HttpClient http) {
            this.http = http;
            return this;
        }

        /**
         * The engine.
         *
         * @throws MisconfiguredException when source or vault are missing
         */
        public BackupEngine build() {
            if (source == null || vault == null) {
                throw new MisconfiguredException("A backup needs a source and a vault; set both before build()");
            }
            return new BackupEngine(new BackupSettings(
                    source,
                    vault,
                    listener,
                    Optional.ofNullable(executor),
                    parallelism,
                    limits,
                    collisions,
                    steps,
                    stallTimeout,
                    cancelGrace,
                    vanishingLimit,
                    rechecks,
                    Optional.ofNullable(timeBudget),
                    clock == null ? vault.clock() : clock,
                    Optional.ofNullable(http)));
        }
    }
}
