package io.repobackup.core.seal;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.signing.Role;
import io.repobackup.core.vault.signing.SignaturePolicy.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Signs the logs of a vault once, so that signatures can be required from then on: appends to each log for whose last record
 * nobody vouches a signed one that carries everything forward. It vouches for all that it follows, so verify the vault
 * before, and see that nobody else writes to it meanwhile whom you do not trust.
 *
 * <pre>{@code
 * Vault vault = Vault.open(sink, VaultOptions.defaults().withSigner(maintainer));
 * SealEngine.builder().vault(vault).build().run().refused().forEach(entry -> print(entry.text()));
 * }</pre>
 *
 * <p>Not sealed is an unsigned end of a log in which somebody signed before: who once signs, signs always. What a key has signed that
 * is to be revoked is sealed by opening the vault with a policy {@code without} it.
 *
 * <p><i>Immutable, thread-safe and reusable.</i> Closes nothing that it was given; threads live as long as a call.
 */
public final class SealEngine {

    private final Vault vault;
    private final int parallelism;

    private SealEngine(Vault vault, int parallelism) {
        this.vault = vault;
        this.parallelism = parallelism;
    }

    /** A builder; the vault is required. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Seals what has to be. It is a run as a backup is one: before anything is sealed, its first file is put and read back, and
     * at the end its report. Where it fails, what was sealed stays; run it again.
     *
     * @throws MisconfiguredException when the place is another vault by now, or what is written is not what is read
     * @throws io.repobackup.api.failure.CancelledException when the calling thread was interrupted; its flag is set again, and
     *     all threads of the call have ended
     * @throws io.repobackup.api.failure.RepobackupException when the vault cannot be listed or written
     */
    public SealReport run() {
        return new SealRun(vault, parallelism).run();
    }

    /** Collects the settings of an engine. <i>Confined to one thread at a time.</i> */
    public static final class Builder {

        private @Nullable Vault vault;
        private int parallelism = 4;

        private Builder() {}

        /** Whose logs are sealed; opened with a signer who is a maintainer, and with the policy to warn. Required. */
        public Builder vault(Vault vault) {
            this.vault = vault;
            return this;
        }

        /** How many logs are worked on at once, 1 or more; 4 unless set. */
        public Builder parallelism(int logs) {
            if (logs < 1) {
                throw new IllegalArgumentException("at least one log is sealed at once, not " + logs);
            }
            this.parallelism = logs;
            return this;
        }

        /**
         * The engine.
         *
         * @throws MisconfiguredException when the vault is missing, was opened without a maintainer as signer, or with another
         *     policy
         */
        public SealEngine build() {
            if (vault == null) {
                throw new MisconfiguredException("Sealing needs a vault; set it before build()");
            }
            if (vault.options().signer().filter(by -> by.may(Role.MAINTAINER)).isEmpty()) {
                throw new MisconfiguredException(
                        "Sealing needs a vault that was opened with a signer who is certified as"
                                + " maintainer; open it with VaultOptions.withSigner");
            }
            if (vault.options().signatures().mode() != Mode.WARN) {
                throw new MisconfiguredException(
                        "Sealing vouches for records for which nobody does so far, and the vault was"
                                + " opened with " + vault.options().signatures()
                                + "; open it with SignaturePolicy.warn, which sees them and tells them apart");
            }
            return new SealEngine(vault, parallelism);
        }
    }
}
