package io.repobackup.core.adopt;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.core.vault.Vault;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Accepts the logs of a vault as they are, after they were found to lack records that a catalog knew: the store was restored
 * from an older copy, or lost files. Until then every backup alarms.
 *
 * <pre>{@code
 * AdoptEngine adopt = AdoptEngine.builder().vault(vault).build();
 * adopt.plan().differing().forEach(step -> print(step.text()));   // look first
 * adopt.run();
 * }</pre>
 *
 * <p>For each source a new whole catalog is written that says what the logs say, and nothing else is changed. The next
 * backup looks at every part of which the log does not hold the mark that the host shows, and stores what is missing. What a
 * backup that is at work meanwhile has learned is not taken into the catalog; what it stored is in the logs, and the next
 * one finds it there. Adopting where nothing is wrong does no harm.
 *
 * <p><i>Immutable, thread-safe and reusable.</i> Closes nothing that it was given; threads live as long as a call.
 */
public final class AdoptEngine {

    private final Vault vault;
    private final Set<String> sources;
    private final int parallelism;

    private AdoptEngine(Vault vault, Set<String> sources, int parallelism) {
        this.vault = vault;
        this.sources = sources;
        this.parallelism = parallelism;
    }

    /** A builder; the vault is required. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Says what the catalogs know and what the logs hold. Writes nothing.
     *
     * @throws io.repobackup.api.failure.CancelledException when the calling thread was interrupted; its flag is set again
     * @throws io.repobackup.api.failure.RepobackupException when a log cannot be read
     */
    public AdoptPlan plan() {
        return new AdoptRun(vault, sources, parallelism).plan();
    }

    /**
     * Accepts the logs, source by source. Where it fails, the catalogs of the sources that it came to are written, and
     * nothing is half written; run it again.
     *
     * @throws io.repobackup.api.failure.CancelledException when the calling thread was interrupted; its flag is set again, and
     *     all threads of the call have ended
     * @throws io.repobackup.api.failure.RepobackupException when a log cannot be read or a catalog cannot be written
     */
    public AdoptReport run() {
        return new AdoptRun(vault, sources, parallelism).run();
    }

    /** Collects the settings of an engine. <i>Confined to one thread at a time.</i> */
    public static final class Builder {

        private @Nullable Vault vault;
        private Set<String> sources = Set.of();
        private int parallelism = 4;

        private Builder() {}

        /** Whose logs are accepted. Required. */
        public Builder vault(Vault vault) {
            this.vault = vault;
            return this;
        }

        /** Only for the sources with these ids; all that have a catalog unless set. */
        public Builder only(String... sourceIds) {
            this.sources = Set.of(sourceIds);
            return this;
        }

        /** How many logs are read at once, 1 or more; 4 unless set. */
        public Builder parallelism(int logs) {
            if (logs < 1) {
                throw new IllegalArgumentException("at least one log is read at once, not " + logs);
            }
            this.parallelism = logs;
            return this;
        }

        /**
         * The engine.
         *
         * @throws MisconfiguredException when the vault is missing
         */
        public AdoptEngine build() {
            if (vault == null) {
                throw new MisconfiguredException("Adopting needs a vault; set it before build()");
            }
            return new AdoptEngine(vault, sources, parallelism);
        }
    }
}
