package io.repobackup.core.restore;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.restore.RestoreTarget;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.thaw.ThawOptions;
import io.repobackup.core.thaw.Thawing;
import io.repobackup.core.vault.Vault;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings subjects back from a vault: all or some, whole or in part, as they are now in the vault or as they were at a
 * moment. A restore is a copy; nothing is replayed.
 *
 * <pre>{@code
 * RestoreReport report = RestoreEngine.builder()
 *         .vault(vault)
 *         .target(DirectoryTarget.into(Path.of("restored")))
 *         .asOf(Instant.parse("2026-11-17T12:00:00Z"))
 *         .build()
 *         .run();
 * }</pre>
 *
 * <p>For one moment each subject gets its last snapshot at or before it; the report names the moment achieved for each.
 * The failure of one subject never stops the others.
 *
 * <p><i>Immutable, thread-safe and reusable.</i> Closes neither the vault's sink nor the target.
 */
public final class RestoreEngine {

    private final Restoring settings;

    private RestoreEngine(Restoring settings) {
        this.settings = settings;
    }

    /** A builder; vault and target are required. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Looks up what would be restored, how much it is, whether it fits, and what of it must be thawed first: where the store has
     * cold tiers, that costs a request for each large blob. Writes nothing; a subject or a record that is not in the vault is one
     * of the plan's problems.
     */
    public RestorePlan plan() {
        return new RestoreRun(settings).plan();
    }

    /**
     * Asks the store for what the plan found in cold tiers. Returns at once; does nothing for what can be read, and no harm
     * when it is called again.
     *
     * <pre>{@code
     * RestorePlan plan = engine.plan();
     * if (!plan.isReadable()) {
     *     engine.thaw(plan, Duration.ofDays(3)).await(Duration.ofHours(48));   // or come back tomorrow
     * }
     * engine.run();
     * }</pre>
     *
     * @param readableFor for how long it is to be readable then: enough for waiting for the last of it and for the restore
     * @throws io.repobackup.api.failure.AccessDeniedException when the store refuses
     * @throws io.repobackup.api.failure.CancelledException when the calling thread was interrupted; its flag is set again
     */
    public Thawing thaw(RestorePlan plan, Duration readableFor) {
        if (readableFor.isNegative() || readableFor.isZero()) {
            throw new IllegalArgumentException("data is thawed for more than no time, not " + readableFor);
        }
        return Thawing.begin(settings.vault().sink(), plan.cold(), readableFor, settings.thaw(), settings.clock());
    }

    /**
     * Restores. A subject that needs something from a cold tier fails with {@link
     * io.repobackup.api.failure.FrozenException} and says how much. A subject or a record that is not in the vault fails alone. A restore that was interrupted, killed or
     * failed in part goes on when it is run again on the same target.
     *
     * @throws io.repobackup.api.failure.NotFoundException when nobody had a name that was asked for
     * @throws MisconfiguredException when several subjects had it
     * @throws io.repobackup.api.failure.NoSpaceException when it does not fit; nothing was written
     * @throws io.repobackup.api.failure.CancelledException when the calling thread was interrupted, whose flag is set
     *     again, after all threads of the restore have ended. A store or a target that ignores interrupts is waited for, with
     *     no limit: what a thread wrote that was left behind could meet what the next restore writes
     */
    public RestoreReport run() {
        return new RestoreRun(settings).run();
    }

    /** What an engine was built with. */
    record Restoring(
            Vault vault,
            RestoreTarget target,
            Set<SubjectId> only,
            Set<String> names,
            @Nullable Instant asOf,
            OptionalLong number,
            Set<Part> parts,
            int parallelism,
            @Nullable Path journal,
            Path scratch,
            ThawOptions thaw,
            Clock clock) {

        boolean wants(Part part) {
            return parts.isEmpty() || parts.contains(part);
        }

        Optional<Instant> moment() {
            return Optional.ofNullable(asOf);
        }
    }

    /** Collects the settings of a restore. <i>Confined to one thread at a time.</i> */
    public static final class Builder {

        private @Nullable Vault vault;
        private @Nullable RestoreTarget target;
        private Set<SubjectId> only = Set.of();
        private Set<String> names = Set.of();
        private @Nullable Instant asOf;
        private @Nullable Long number;
        private Set<Part> parts = Set.of();
        private int parallelism = Math.max(2, Runtime.getRuntime().availableProcessors());
        private @Nullable Path journal;
        private Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
        private ThawOptions thaw = ThawOptions.defaults();
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /** The vault to read. Required. */
        public Builder vault(Vault vault) {
            this.vault = vault;
            return this;
        }

        /** Where to write. Required. */
        public Builder target(RestoreTarget target) {
            this.target = target;
            return this;
        }

        /** These subjects instead of all. */
        public Builder only(SubjectId... ids) {
            this.only = Set.copyOf(List.of(ids));
            return this;
        }

        /**
         * The subjects that had these names at the moment that is restored, instead of all; besides those of {@link
         * #only}. Names move and are used again: it is the subject that was called so then. Where nobody was, or several
         * were, {@code plan} and {@code run} fail and name those that come into question.
         */
        public Builder named(String... names) {
            this.names = Set.copyOf(List.of(names));
            return this;
        }

        /** Each subject as it was at this moment, instead of the newest. */
        public Builder asOf(Instant moment) {
            this.asOf = moment;
            this.number = null;
            return this;
        }

        /** One subject as exactly this record of its log holds it. */
        public Builder snapshot(SubjectId id, long number) {
            this.only = Set.of(id);
            this.names = Set.of();
            this.number = number;
            this.asOf = null;
            return this;
        }

        /** These parts instead of all. */
        public Builder parts(Part... parts) {
            this.parts = Set.copyOf(List.of(parts));
            return this;
        }

        /** How many subjects are restored at once, 1 or more; the number of processors unless set. */
        public Builder parallelism(int subjects) {
            if (subjects < 1) {
                throw new IllegalArgumentException("at least one subject is restored at once, not " + subjects);
            }
            this.parallelism = subjects;
            return this;
        }

        /**
         * The file that remembers what was done, so that an interrupted restore goes on; removed when it is complete. A
         * {@link DirectoryTarget} has its own; for other targets nothing is remembered unless set.
         */
        public Builder journal(Path file) {
            this.journal = file;
            return this;
        }

        /** Where items wait while they are merged; the system's temporary directory unless set. */
        public Builder scratch(Path directory) {
            this.scratch = directory;
            return this;
        }

        /** How cold data is looked for and waited for; see {@link ThawOptions#defaults()}. */
        public Builder thaw(ThawOptions options) {
            this.thaw = options;
            return this;
        }

        /** The clock; the system's unless set. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * The engine.
         *
         * @throws MisconfiguredException when vault or target are missing
         */
        public RestoreEngine build() {
            if (vault == null || target == null) {
                throw new MisconfiguredException("A restore needs a vault and a target; set both before build()");
            }
            return new RestoreEngine(new Restoring(
                    vault,
                    Objects.requireNonNull(target),
                    only,
                    names,
                    asOf,
                    number == null ? OptionalLong.empty() : OptionalLong.of(number),
                    parts,
                    parallelism,
                    journal,
                    scratch,
                    thaw,
                    clock));
        }
    }
}
