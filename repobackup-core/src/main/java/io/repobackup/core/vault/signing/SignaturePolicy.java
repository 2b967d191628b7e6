package io.repobackup.core.vault.signing;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.core.vault.signing.VerifyingKey.Purpose;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * What is made of signatures when logs are read.
 *
 * <pre>{@code
 * VaultOptions.defaults().withSignatures(SignaturePolicy.require(root).without(stolenKey));
 * }</pre>
 *
 * <p><i>Immutable.</i>
 */
public final class SignaturePolicy {

    private static final SignaturePolicy OFF = new SignaturePolicy(Mode.OFF, Set.of(), Set.of());

    private final Mode mode;
    private final Set<VerifyingKey> roots;
    private final Set<VerifyingKey> revoked;

    private SignaturePolicy(Mode mode, Set<VerifyingKey> roots, Set<VerifyingKey> revoked) {
        this.mode = mode;
        this.roots = Set.copyOf(roots);
        this.revoked = Set.copyOf(revoked);
    }

    /** How much is made of a record that nobody trusted vouches for. */
    public enum Mode {
        /** Nothing: signatures are not looked at. */
        OFF,
        /** It counts, and is told of. */
        WARN,
        /** It is void, and is told of. */
        REQUIRE
    }

    /** Signatures are not looked at. */
    public static SignaturePolicy off() {
        return OFF;
    }

    /** Records that no key vouches for which this root has certified count, and are told of. */
    public static SignaturePolicy warn(VerifyingKey root) {
        return new SignaturePolicy(Mode.WARN, Set.of(requireRoot(root)), Set.of());
    }

    /** Records that no key vouches for which this root has certified are void. */
    public static SignaturePolicy require(VerifyingKey root) {
        return new SignaturePolicy(Mode.REQUIRE, Set.of(requireRoot(root)), Set.of());
    }

    /** The same, with the word of another root trusted as well: of the one before, or of the one that is to come. */
    public SignaturePolicy orOf(VerifyingKey anotherRoot) {
        return new SignaturePolicy(mode, with(roots, requireRoot(anotherRoot)), revoked);
    }

    /**
     * The same, where these signers' keys vouch for nothing any more. What they signed still counts where a record that is
     * trusted follows it: whoever signed that one vouched for all before it.
     */
    public SignaturePolicy without(VerifyingKey... signers) {
        return new SignaturePolicy(mode, roots, with(revoked, signers));
    }

    /** The same, where what nobody trusted vouches for is void. */
    public SignaturePolicy required() {
        return new SignaturePolicy(Mode.REQUIRE, roots, revoked);
    }

    /** How much is made of a record that nobody trusted vouches for. */
    public Mode mode() {
        return mode;
    }

    /** Whose certificates count. */
    public Set<VerifyingKey> roots() {
        return roots;
    }

    /** Whose signatures count no longer. */
    public Set<VerifyingKey> revoked() {
        return revoked;
    }

    /**
     * Does nothing when what a signer signs is trusted.
     *
     * @param vault the id of the vault that it is to sign in
     * @throws MisconfiguredException says why it is not
     */
    public void requireTrusts(Signer signer, String vault) {
        Certificate certificate = signer.certificate();
        Statement statement = certificate.statement();
        if (!certificate.isSignedByItsRoot()) {
            throw refused(signer, "its certificate is not what " + certificate.root() + " signed");
        }
        if (mode != Mode.OFF && !roots.contains(certificate.root())) {
            throw refused(signer, "it was certified by " + certificate.root() + ", and trusted is " + roots);
        }
        if (revoked.contains(statement.key())) {
            throw refused(signer, "its key was revoked");
        }
        if (statement.vault().filter(only -> !only.equals(vault)).isPresent()) {
            throw refused(
                    signer, "its certificate is for vault " + statement.vault().get() + " alone");
        }
    }

    private static MisconfiguredException refused(Signer signer, String why) {
        return new MisconfiguredException("Cannot sign as " + signer + " here: " + why
                + "; readers would not take what it signs. Have the recovery owner certify its key");
    }

    private static VerifyingKey requireRoot(VerifyingKey root) {
        if (root.purpose() != Purpose.ROOT) {
            throw new MisconfiguredException(
                    "Cannot trust " + root + " as a root: it is the key of a signer; name the recovery owner's key");
        }
        return root;
    }

    private static Set<VerifyingKey> with(Set<VerifyingKey> some, VerifyingKey... others) {
        Set<VerifyingKey> all = new HashSet<>(some);
        all.addAll(Arrays.asList(others));
        return all;
    }

    @Override
    public String toString() {
        return "SignaturePolicy[" + mode + ", roots " + roots + ", revoked " + revoked + "]";
    }
}
