package io.repobackup.samples.cli;

import io.repobackup.core.vault.VaultOptions;
import io.repobackup.core.vault.signing.Certificate;
import io.repobackup.core.vault.signing.SignaturePolicy;
import io.repobackup.core.vault.signing.Signer;
import io.repobackup.core.vault.signing.SigningKey;
import io.repobackup.core.vault.signing.VerifyingKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who signs records, and whose signatures count. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SigningOptions {

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(
            names = "--signing-key",
            paramLabel = "FILE",
            description = "Sign records with the key in this file; goes with --certificate.")
    @Nullable
    Path key;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "What the command certify wrote for the signing key.")
    @Nullable
    Path certificate;

    @Option(
            names = "--trust-root",
            paramLabel = "KEY",
            description = "Records count only if a key signed them that this root has certified; may be repeated.")
    List<String> roots = new ArrayList<>();

    @Option(names = "--revoked", paramLabel = "KEY", description = "Trust this signer no longer; may be repeated.")
    List<String> revoked = new ArrayList<>();

    @Option(names = "--warn-only", description = "With --trust-root: use other records too, and say so.")
    boolean warnOnly;

    VaultOptions options() {
        if ((key == null) != (certificate == null)) {
            throw new ParameterException(spec.commandLine(), "--signing-key and --certificate go together");
        }
        if (roots.isEmpty() && (warnOnly || !revoked.isEmpty())) {
            throw new ParameterException(spec.commandLine(), "--warn-only and --revoked go with --trust-root");
        }
        VaultOptions options = VaultOptions.defaults().withSignatures(Usage.of(spec, this::policy));
        return key == null || certificate == null ? options : options.withSigner(signer(key, certificate));
    }

    private SignaturePolicy policy() {
        if (roots.isEmpty()) {
            return SignaturePolicy.off();
        }
        List<VerifyingKey> trusted = roots.stream().map(VerifyingKey::parse).toList();
        SignaturePolicy policy =
                warnOnly ? SignaturePolicy.warn(trusted.get(0)) : SignaturePolicy.require(trusted.get(0));
        for (VerifyingKey root : trusted) {
            policy = policy.orOf(root);
        }
        return policy.without(revoked.stream().map(VerifyingKey::parse).toArray(VerifyingKey[]::new));
    }

    private static Signer signer(Path key, Path certificate) {
        String text = new String(KeyFiles.read(certificate, "certificate"), StandardCharsets.UTF_8);
        return Signer.of(SigningKey.parse(KeyFiles.secret(key)), Certificate.parse(text.strip()));
    }
}
