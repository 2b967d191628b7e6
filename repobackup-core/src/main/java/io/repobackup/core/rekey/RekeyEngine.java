package io.repobackup.core.rekey;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.copy.CopyListener;
import io.repobackup.core.copy.CopyReport;
import io.repobackup.core.thaw.ThawOptions;
import io.repobackup.core.thaw.Thawing;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.SubjectChoice;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Copies what a vault means into a new vault, which is encrypted for whom its own sink says: so that who has an old key can read
 * nothing of the new one, or to have an unencrypted vault encrypted. The old vault is only read.
 *
 * <pre>{@code
 * Vault old = Vault.open(sinkWithOldRecoveryKey);
 * Vault fresh = Vault.openOrCreate(otherSinkForNewRecipients, VaultOptions.defaults().withSigner(writer));
 * RekeyEngine.builder().from(old).to(fresh).build().run().throwIfFailed();
 * }</pre>
 *
 * <p>Carried is every snapshot that was not dropped, and when a subject was gone and returned, each at its own time; numbers, keys of
 * blobs and stored digests are new. Of a snapshot that needs what is damaged only that is left out, and named. Nothing is
 * overwritten or removed. What is there is not carried again, so a run that was killed goes on, and one that is run later carries what is new.
 * docs/COPY.md tells the rest.
 *
 * <p>Backups into the old vault may go on meanwhile; into the new one they begin when all is carried.
 *
 * <p><i>Immutable, thread-safe and reusable.</i> Closes nothing that it was given; threads live as long as a run.
 */
public final class RekeyEngine {

    private final RekeySettings settings;

    private RekeyEngine(RekeySettings settings) {
        this.settings = settings;
    }

    /** A builder; both vaults are required. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Carries what is missing. Of the report, objects are blobs of data and records, and bytes those of such blobs as written.
     * When the calling thread is interrupted, the report says how far it came, and the interrupt flag is set again.
     *
     * @throws MisconfiguredException when the new vault's sink encrypts for others than the vault says
     * @throws io.repobackup.api.failure.NotFoundException when a subject that was named is not in the old vault
     * @throws io.repobackup.api.failure.RepobackupException when the old vault cannot be listed at all
     */
    public CopyReport run() {
        return new RekeyRun(settings).run();
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
     * @param readableFor for how long it is to be readable; enough for waiting for the last of it and for the rekeying
     * @throws io.repobackup.api.failure.AccessDeniedException when the store refuses
     */
    public Thawing thaw(CopyReport report, Duration readableFor) {
        if (readableFor.isNegative() || readableFor.isZero()) {
            throw new IllegalArgumentException("data is thawed for more than no time, not " + readableFor);
        }
        return Thawing.begin(
                settings.from().sink(),
                report.cold(),
                readableFor,
                settings.thaw(),
                settings.to().clock());
    }

    /** Collects the settings of an engine. <i>Confined to one thread at a time.</i> */
    public static final class Builder {

        private @Nullable Vault from;
        private @Nullable Vault to;
        private SubjectChoice subjects = SubjectChoice.everything();
        private int parallelism = 4;
        private ThawOptions thaw = ThawOptions.defaults();
        private CopyListener listener = entry -> {};

        private Builder() {}

        /** The old vault. Where it is encrypted, its sink reads data and state. Required. */
        public Builder from(Vault vault) {
            this.from = vault;
            return this;
        }

        /** The new vault: another one, into which nobody else writes. Where it is encrypted, its sink reads state. Required. */
        public Builder to(Vault vault) {
            this.to = vault;
            return this;
        }

        /** These subjects instead of all. */
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

        /** How many subjects are carried at once, 1 or more; 4 unless set. */
        public Builder parallelism(int subjects) {
            if (subjects < 1) {
                throw new IllegalArgumentException("at least one subject is carried at once, not " + subjects);
            }
            this.parallelism = subjects;
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
         * @throws MisconfiguredException when a vault is missing, both are the same one, or a key that has to read one is
         */
        public RekeyEngine build() {
            if (from == null || to == null) {
                throw new MisconfiguredException("Rekeying needs two vaults; set from and to before build()");
            }
            if (from.id().equals(to.id())) {
                throw new MisconfiguredException(
                        "Cannot rekey vault " + from.id() + " into itself or a copy of it: other"
                                + " keys need new records; make a new vault in an empty place");
            }
            requireReadable(from, BlobClass.DATA);
            requireReadable(from, BlobClass.STATE);
            requireReadable(to, BlobClass.STATE);
            return new RekeyEngine(new RekeySettings(from, to, subjects, parallelism, thaw, listener));
        }

        private static void requireReadable(Vault vault, BlobClass blobClass) {
            if (!vault.recipients().canRead(blobClass)) {
                throw new MisconfiguredException(
                        "Cannot rekey: the sink of vault " + vault.id() + " holds no key that reads"
                                + " its " + blobClass
                                + "; give it one. The old vault is opened with its recovery key, the new one"
                                + " with its state key");
            }
        }
    }
}
