package io.repobackup.core.vault;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.core.vault.signing.SignatureCheck;
import io.repobackup.core.vault.signing.SignaturePolicy;
import io.repobackup.core.vault.signing.Signer;
import org.jspecify.annotations.Nullable;

/** Who signs what is appended, and whose signatures count. <i>Immutable.</i> */
final class Trust {

    private static final Trust NOBODY = new Trust(null, null);

    private final @Nullable Signer signer;
    private final @Nullable SignaturePolicy chosen;
    private final SignatureCheck check;

    private Trust(@Nullable Signer signer, @Nullable SignaturePolicy chosen) {
        this.signer = signer;
        this.chosen = chosen;
        this.check = new SignatureCheck(policy(signer, chosen));
    }

    static Trust nobody() {
        return NOBODY;
    }

    Trust with(Signer other) {
        return new Trust(other, chosen);
    }

    Trust with(SignaturePolicy policy) {
        return new Trust(signer, policy);
    }

    @Nullable
    Signer signer() {
        return signer;
    }

    SignatureCheck check() {
        return check;
    }

    SignaturePolicy policy() {
        return policy(signer, chosen);
    }

    /**
     * Does nothing when what the signer signs in this vault is trusted, or when there is none.
     *
     * @throws MisconfiguredException says why it is not
     */
    void requireTrustedSigner(VaultId vault) {
        if (signer != null) {
            policy().requireTrusts(signer, vault.text());
        }
    }

    /**
     * Does nothing when what is appended to a log counts for those who will read it.
     *
     * @throws MisconfiguredException when it has to be signed and nobody signs
     */
    void requireAppendable(LogHead head) {
        if (signer != null || !(check.requires() || head.isSigned())) {
            return;
        }
        String last = head.record()
                .map(record -> "after record " + record.number() + " of "
                        + record.subject().id())
                .orElse("here");
        throw new MisconfiguredException("Cannot append a record " + last + ": "
                + (head.isSigned() ? "the log is signed" : "signatures are required")
                + ", and this vault was opened without a signer, so that nobody would take the record for valid; open it"
                + " with VaultOptions.withSigner");
    }

    private static SignaturePolicy policy(@Nullable Signer signer, @Nullable SignaturePolicy chosen) {
        if (chosen != null) {
            return chosen;
        }
        return signer == null
                ? SignaturePolicy.off()
                : SignaturePolicy.warn(signer.certificate().root());
    }
}
