package io.repobackup.core.lock;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.Retention;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.SubjectChoice;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything locked that the snapshots of a vault need. A lock ends some time after its object was stored, and an
 * increment relies on packs that were stored years before it: run this regularly, or the locks run out under snapshots that
 * live. docs/LOCKS.md tells how often, and what it costs.
 *
 * <pre>{@code
 * LockReport report = LockEngine.builder()
 *         .vault(Vault.open(sink))
 *         .keepFor(Duration.ofDays(90))
 *         .share(dayOfMonth % 28, 28)           // each subject once a month
 *         .build()
 *         .run();
 * report.throwIfFailed();
 * }</pre>
 *
 * <p>Locked are: all records; every blob that a snapshot that was not dropped needs, or the last record; the vault's own
 * files; the newest catalogs. Not locked are blobs that a prune record condemned, blobs that no record names, and reports of
 * runs. Where a log is damaged, every blob of its subject is locked. On stores with versions the oldest version is.
 *
 * <p>Locks are never shortened, so it does no harm to run it too often, or on several machines at once. Nothing but locks is
 * written, and what is locked cannot be removed by anybody before its time: mind {@link Builder#keepFor}.
 *
 * <p><i>Immutable, thread-safe and reusable.</i> Closes nothing that it was given; threads live as long as a run.
 */
public final class LockEngine {

    private final LockSettings settings;

    private LockEngine(LockSettings settings) {
        this.settings = settings;
    }

    /** A builder; the vault and the duration are required. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Locks what was asked for. The failure of one object or subject never stops the others. When the calling thread is
     * interrupted, the report says how far it came, and the interrupt flag is set again.
     *
     * @throws io.repobackup.api.failure.NotFoundException when a subject that was named is not in the vault
     * @throws io.repobackup.api.failure.RepobackupException when the vault cannot be listed at all
     */
    public LockReport run() {
        return new LockRun(settings).run();
    }

    /** Collects the settings of an engine. <i>Confined to one thread at a time.</i> */
    public static final class Builder {

        private @Nullable Vault vault;
        private @Nullable Duration keepFor;
        private @Nullable Duration renewWhenLeft;
        private Duration lockedAtPut = Duration.ZERO;
        private SubjectChoice subjects = SubjectChoice.everything();
        private int parallelism = 8;
        private @Nullable Clock clock;
        private LockListener listener = entry -> {};

        private Builder() {}

        /** The vault whose objects are locked. Required. */
        public Builder vault(Vault vault) {
            this.vault = vault;
            return this;
        }

        /** For how long from now on; more than zero. Required. In compliance mode nobody can take it back. */
        public Builder keepFor(Duration duration) {
            this.keepFor = positive(duration);
            return this;
        }

        /**
         * For how long everything is locked since it was put, by the store's own rule or by {@code VaultOptions.withLockFor}:
         * objects that were stored so recently that this lock lasts need no request. Say it only if it holds for all that
         * was stored within this time. Unless set, every object is asked for.
         */
        public Builder lockedAtPut(Duration duration) {
            this.lockedAtPut = positive(duration);
            return this;
        }

        /**
         * With how much time left the lock from {@link #lockedAtPut} is renewed; until the next run but one, for instance, so
         * that one may fail. At most {@link #keepFor}, which it is unless set: then everything is locked for that long after
         * a run.
         */
        public Builder renewWhenLeft(Duration duration) {
            this.renewWhenLeft = positive(duration);
            return this;
        }

        /** These subjects instead of all. */
        public Builder only(SubjectId... ids) {
            this.subjects = subjects.only(ids);
            return this;
        }

        /**
         * One share of the subjects, for spreading them over days or machines. Every subject belongs to exactly one share,
         * the same in every run. The vault's own files belong to all.
         *
         * @param index which share, 0 up to {@code of - 1}
         * @param of how many shares there are, 1 or more
         */
        public Builder share(int index, int of) {
            this.subjects = subjects.share(index, of);
            return this;
        }

        /** How many subjects are looked after at once, 1 or more; 8 unless set. */
        public Builder parallelism(int subjects) {
            if (subjects < 1) {
                throw new IllegalArgumentException("at least one subject is looked after at once, not " + subjects);
            }
            this.parallelism = subjects;
            return this;
        }

        /** The clock; the vault's unless set. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** Who hears of each subject as it ends; nobody unless set. */
        public Builder listener(LockListener listener) {
            this.listener = listener;
            return this;
        }

        /**
         * The engine.
         *
         * @throws MisconfiguredException when the vault or the duration are missing, or the store has no locks
         */
        public LockEngine build() {
            if (vault == null || keepFor == null) {
                throw new MisconfiguredException(
                        "Locking needs a vault and a duration; set vault and keepFor before build()");
            }
            Duration left = renewWhenLeft == null ? keepFor : renewWhenLeft;
            if (left.compareTo(keepFor) > 0) {
                throw new MisconfiguredException("Locks of " + keepFor + " cannot be renewed when " + left
                        + " are left; set renewWhenLeft to at most keepFor");
            }
            Retention retention = vault.sink()
                    .facet(Retention.class)
                    .orElseThrow(() -> new MisconfiguredException(
                            "Cannot lock what the vault holds: this store locks nothing, or these credentials may not. Use a"
                                    + " bucket with Object Lock or a container with version-level immutability"));
            return new LockEngine(new LockSettings(
                    vault,
                    retention,
                    keepFor,
                    left,
                    lockedAtPut,
                    subjects,
                    parallelism,
                    clock == null ? vault.clock() : clock,
                    listener));
        }

        private static Duration positive(Duration duration) {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException("a lock lasts for more than zero, not " + duration);
            }
            return duration;
        }
    }
}
