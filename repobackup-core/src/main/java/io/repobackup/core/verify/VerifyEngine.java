package io.repobackup.core.verify;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.Portion;
import io.repobackup.core.vault.key.SubjectChoice;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a vault holds what its records say, as deep as is asked for, and names each damaged file with the snapshots
 * that it harms. Reads only; a drill also restores into a scratch directory, and puts its report into the vault.
 *
 * <pre>{@code
 * VerifyReport report = VerifyEngine.builder()
 *         .vault(Vault.open(sink))
 *         .depth(Depth.DIGESTS)
 *         .sample(dayOfYear % 30, 30)
 *         .build()
 *         .run();
 * report.damages().forEach(damage -> print(damage.text()));
 * }</pre>
 *
 * <p>One damaged subject never stops the others. Backups may go on meanwhile.
 *
 * <p><i>Immutable, thread-safe and reusable.</i> Closes nothing that it was given; threads live as long as a run.
 */
public final class VerifyEngine {

    private final VerifySettings settings;

    private VerifyEngine(VerifySettings settings) {
        this.settings = settings;
    }

    /** A builder; the vault is required. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Looks at everything that was asked for. When the calling thread is interrupted, the report says how far it came, and
     * the interrupt flag is set again; what was found wrong after the interrupt is not reported, for it may come from that.
     * All threads have ended then; a store that ignores interrupts is waited for. The report of a drill is still put into the
     * vault: where that hangs too, another interrupt ends it.
     *
     * @throws NotFoundException when a subject that was named is not in the vault
     * @throws io.repobackup.api.failure.RepobackupException when the vault cannot be listed at all
     */
    public VerifyReport run() {
        return new VerifyRun(settings).run();
    }

    /** Collects the settings of a verification. <i>Confined to one thread at a time.</i> */
    public static final class Builder {

        private @Nullable Vault vault;
        private Depth depth = Depth.PRESENCE;
        private SubjectChoice subjects = SubjectChoice.everything();
        private Portion sample = Portion.everything();
        private @Nullable SubjectId after;
        private @Nullable Instant asOf;
        private final Set<Sha256> roots = new HashSet<>();
        private Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
        private int parallelism = 2;
        private @Nullable Clock clock;
        private VerifyListener listener = entry -> {};

        private Builder() {}

        /** The vault to look at. Required. */
        public Builder vault(Vault vault) {
            this.vault = vault;
            return this;
        }

        /** How thoroughly; {@link Depth#PRESENCE} unless set. */
        public Builder depth(Depth depth) {
            this.depth = depth;
            return this;
        }

        /** These subjects instead of all; catalogs and reports of runs are then not looked at. */
        public Builder only(SubjectId... ids) {
            this.subjects = subjects.only(ids);
            return this;
        }

        /**
         * The share of one of several machines. Every subject belongs to exactly one share, the same in every run.
         *
         * @param index which share, 0 up to {@code of - 1}
         * @param of how many shares there are, 1 or more
         */
        public Builder share(int index, int of) {
            this.subjects = subjects.share(index, of);
            return this;
        }

        /**
         * Reads only a sample: of the blobs, catalogs and reports for {@link Depth#DIGESTS}, of the subjects to be restored
         * for {@link Depth#DRILL}. Each belongs to exactly one sample, the same in every run, so that after {@code of} runs
         * with all indexes everything was read.
         *
         * @param index which sample, 0 up to {@code of - 1}
         * @param of how many samples there are, 1 or more
         */
        public Builder sample(int index, int of) {
            this.sample = new Portion(index, of, "sample:");
            return this;
        }

        /** Goes on after this subject, as the report of a cancelled run names it. The vault's own files were looked at then. */
        public Builder after(SubjectId subject) {
            this.after = subject;
            return this;
        }

        /** Drills restore each subject as it was at this moment, instead of the newest. */
        public Builder asOf(Instant moment) {
            this.asOf = moment;
            return this;
        }

        /**
         * Requires that what a run saw is there: every last record of the logs of its source, with later ones after it or not.
         * May be said several times, for the runs of several sources. A root that no catalog of the vault has is a
         * {@link Damage.Kind#ROOT}.
         *
         * @param root as the run's report or {@link io.repobackup.api.event.BackupEvent.RootComputed} told it
         */
        public Builder expectRoot(Sha256 root) {
            roots.add(root);
            return this;
        }

        /** Where drills restore to; needs room for as many subjects as are looked at at once. The system's temporary directory unless set. */
        public Builder scratch(Path directory) {
            this.scratch = directory;
            return this;
        }

        /** How many subjects are looked at at once, 1 or more; 2 unless set. */
        public Builder parallelism(int subjects) {
            if (subjects < 1) {
                throw new IllegalArgumentException("at least one subject is looked at at once, not " + subjects);
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
        public Builder listener(VerifyListener listener) {
            this.listener = listener;
            return this;
        }

        /**
         * The engine.
         *
         * @throws MisconfiguredException when the vault is missing
         */
        public VerifyEngine build() {
            if (vault == null) {
                throw new MisconfiguredException("A verification needs a vault; set it before build()");
            }
            return new VerifyEngine(new VerifySettings(
                    vault,
                    depth,
                    subjects,
                    sample,
                    Optional.ofNullable(after),
                    Optional.ofNullable(asOf),
                    Set.copyOf(roots),
                    scratch,
                    parallelism,
                    clock == null ? vault.clock() : clock,
                    listener));
        }
    }
}
