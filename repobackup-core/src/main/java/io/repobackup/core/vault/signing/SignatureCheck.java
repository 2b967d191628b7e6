package io.repobackup.core.vault.signing;

import io.repobackup.core.vault.json.MalformedException;
import io.repobackup.core.vault.signing.SignaturePolicy.Mode;
import io.repobackup.core.vault.signing.Verdict.Standing;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Judges signatures by a policy. Remembers the certificates that it found sound, since a log repeats one in every record.
 *
 * <p><i>Thread-safe.</i>
 */
public final class SignatureCheck {

    /** Signers are few; who floods a log with certificates costs time, not memory. */
    private static final int REMEMBERED = 256;

    private final SignaturePolicy policy;
    private final Set<Certificate> sound = ConcurrentHashMap.newKeySet();

    /** By this policy. */
    public SignatureCheck(SignaturePolicy policy) {
        this.policy = policy;
    }

    /** Whether signatures are looked at. */
    public boolean isOn() {
        return policy.mode() != Mode.OFF;
    }

    /** Whether what nobody vouches for is void. */
    public boolean requires() {
        return policy.mode() == Mode.REQUIRE;
    }

    /**
     * What the second line of a record's file is worth.
     *
     * @param vault the id of the vault that it lies in
     * @param firstLine what was signed, without the line's end
     * @param secondLine the signature, likewise; empty when there is none
     */
    public Verdict judge(String vault, byte[] firstLine, Optional<byte[]> secondLine) {
        if (!isOn()) {
            return Verdict.unchecked();
        }
        if (secondLine.isEmpty()) {
            return Verdict.none("it is not signed");
        }
        try {
            SignatureLine line = SignatureLine.decode(secondLine.get());
            return objection(vault, line)
                    .or(() -> line.fits(firstLine)
                            ? Optional.empty()
                            : Optional.of("its signature is one of other bytes or of another key"))
                    .map(Verdict::none)
                    .orElseGet(() -> signedBy(line.certificate().statement()));
        } catch (MalformedException e) {
            return Verdict.none("its second line is no signature: " + e.getMessage());
        }
    }

    private Optional<String> objection(String vault, SignatureLine line) {
        Certificate certificate = line.certificate();
        Statement statement = certificate.statement();
        if (!policy.roots().contains(certificate.root())) {
            return Optional.of("its signer was certified by " + certificate.root() + ", which is not trusted");
        }
        if (!isSound(certificate)) {
            return Optional.of("its certificate is not what " + certificate.root() + " signed");
        }
        if (!statement.key().equals(line.key())) {
            return Optional.of("its certificate is for " + statement.key() + ", and it was signed by " + line.key());
        }
        return statement
                .vault()
                .filter(only -> !only.equals(vault))
                .map(only -> "its certificate is for another vault");
    }

    private boolean isSound(Certificate certificate) {
        if (sound.contains(certificate)) {
            return true;
        }
        boolean isSound = certificate.isSignedByItsRoot();
        if (isSound && sound.size() < REMEMBERED) {
            sound.add(certificate);
        }
        return isSound;
    }

    private Verdict signedBy(Statement statement) {
        String who = "it was signed by '" + statement.name() + "' (" + statement.key() + ")";
        return policy.revoked().contains(statement.key())
                ? new Verdict(Standing.REVOKED, statement.roles(), who + ", whose key was revoked")
                : new Verdict(Standing.TRUSTED, statement.roles(), who);
    }
}
