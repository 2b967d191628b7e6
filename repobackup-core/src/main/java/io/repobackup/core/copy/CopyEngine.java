package io.repobackup.core.copy;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.Encryption;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.sink.OriginalsSink;
import io.repobackup.core.thaw.ThawOptions;
import io.repobackup.core.thaw.Thawing;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.SubjectChoice;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Copies a vault to another store, where it is the same vault again: the second and third place of 3-2-1. What is there is not
 * copied again, every byte that is copied is compared with what the records say of it, and one damaged object never stops the
 * others.
 *
 * <pre>{@code
 * CopyReport report = CopyEngine.builder()
 *         .from(Vault.open(sink))
 *         .to(otherSink)
 *         .build()
 *         .run();
 * report.throwIfFailed();
 * }</pre>
 *
 * <p>Keys and stored bytes are the same in the copy, encrypted ones too: no key of data is needed, only what reads records. On a
 * store that keeps versions, the originals are copied. Copied are the signpost, all records, the blobs that snapshots which were
 * not dropped need and those of the last record, catalogs, and reports; not copied is what no record names. Nothing is
 * overwritten or removed in the target. docs/COPY.md tells the rest.
 *
 * <p>Backups may go on meanwhile, and other copies too, but nobody else may write to the target.
 *
 * <p><i>Immutable, thread-safe and reusable.</i> Closes nothing that it was given; threads live as long as a run.
 */
public final class CopyEngine {

    private final CopySettings settings;

    private CopyEngine(CopySettings settings) {
        this.settings = settings;
    }

    /** A builder; the vault and the target are required. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Looks at what a copy would do now, and writes nothing.
     *
     * @throws MisconfiguredException when the target holds something else than a copy of this vault
     * @throws io.repobackup.api.failure.RepobackupException when the vault cannot be listed at all
     */
    public CopyPlan plan() {
        return new CopyRun(settings).plan();
    }

    /**
     * Copies what is missing. When the calling thread is interrupted, the report says how far it came, and the interrupt flag is
     * set again; the next copy goes on from there.
     *
     * @throws MisconfiguredException when the target holds something else than a copy of this vault
     * @throws io.repobackup.api.failure.NotFoundException when a subject that was named is not in the vault
     * @throws io.repobackup.api.failure.RepobackupException when the vault cannot be listed, or the target not written, at all
     */
    public CopyReport run() {
        return new CopyRun(settings).copy();
    }

    /**
     * Asks the vault's store for what a report names as cold, and returns at once. When it can be read, run again.
     *
     * <pre>{@code
     * CopyReport report = engine.run();
     * if (!report.cold().isEmpty()) {
     *     engine.thaw(report, Duration.ofDays(3)).await(Duration.ofHours(48));   // or come back tomorrow
     *     engine.run().throwIfFailed();
     * }
     * }</pre>
     *
     * @param readableFor for how long it is to be readable; enough for waiting for the last of it and for the copy
     * @throws io.repobackup.api.failure.AccessDeniedException when the store refuses
     */
    public Thawing thaw(CopyReport report, Duration readableFor) {
        if (readableFor.isNegative() || readableFor.isZero()) {
            throw new IllegalArgumentException("data is thawed for more than no time, not " + readableFor);
        }
        return Thawing.begin(settings.source(), report.cold(), readableFor, settings.thaw(), settings.clock());
    }

    /** Collects the settings of a copy. <i>Confined to one thread at a time.</i> */
    public static final class Builder {

        private @Nullable Vault vault;
        private @Nullable BlobSink target;
        private Comparison comparison = Comparison.SIZES;
        private SubjectChoice subjects = SubjectChoice.everything();
        private int parallelism = 4;
        private @Nullable Clock clock;
        private ThawOptions thaw = ThawOptions.defaults();
        private CopyListener listener = entry -> {};

        private Builder() {}

        /** The vault that is copied. Where it is encrypted, its sink reads records: it holds a state key. Required. */
        public Builder from(Vault vault) {
            this.vault = vault;
            return this;
        }

        /** The store that it is copied to: empty, or with a copy of this vault. Required. The caller closes it. */
        public Builder to(BlobSink target) {
            this.target = target;
            return this;
        }

        /** How thoroughly to look at what the target has; {@link Comparison#SIZES} unless set. */
        public Builder comparison(Comparison comparison) {
            this.comparison = comparison;
            return this;
        }

        /** These subjects instead of all. */
        public Builder only(SubjectId... ids) {
            this.subjects = subjects.only(ids);
            return this;
        }

        /**
         * The share of one of several machines. Every subject belongs to exactly one share, the same in every run; the vault's
         * own files belong to all.
         *
         * @param index which share, 0 up to {@code of - 1}
         * @param of how many shares there are, 1 or more
         */
        public Builder share(int index, int of) {
            this.subjects = subjects.share(index, of);
            return this;
        }

        /** How many subjects are copied at once, 1 or more; 4 unless set. */
        public Builder parallelism(int subjects) {
            if (subjects < 1) {
                throw new IllegalArgumentException("at least one subject is copied at once, not " + subjects);
            }
            this.parallelism = subjects;
            return this;
        }

        /** The clock; the vault's unless set. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** How cold data is looked for and waited for; see {@link ThawOptions#defaults()}. */
        public Builder thaw(ThawOptions options) {
            this.thaw = options;
            return this;
        }

        /** Who hears of each subject as it ends; nobody unless set. */
        public Builder listener(CopyListener listener) {
            this.listener = listener;
            return this;
        }

        /**
         * The engine.
         *
         * @throws MisconfiguredException when the vault or the target is missing, or the vault's records cannot be read
         */
        public CopyEngine build() {
            if (vault == null || target == null) {
                throw new MisconfiguredException("A copy needs a vault and a target; set from and to before build()");
            }
            Optional<Encryption> encryption = vault.sink().facet(Encryption.class);
            if (encryption.filter(keys -> !keys.canRead(BlobClass.STATE)).isPresent()) {
                throw new MisconfiguredException(
                        "Cannot copy vault " + vault.id() + ": its records are encrypted, and no key"
                                + " that reads them is there; open it with a state key. Keys of data are not needed");
            }
            return new CopyEngine(new CopySettings(
                    vault,
                    stored(vault.sink()),
                    stored(target),
                    comparison,
                    subjects,
                    parallelism,
                    clock == null ? vault.clock() : clock,
                    thaw,
                    listener));
        }

        /** The bytes as they lie, and as they were meant. */
        private static BlobSink stored(BlobSink sink) {
            return OriginalsSink.over(
                    sink.facet(Encryption.class).map(Encryption::stored).orElse(sink));
        }
    }
}
