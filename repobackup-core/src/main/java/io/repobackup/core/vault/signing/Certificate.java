package io.repobackup.core.vault.signing;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.core.vault.json.JsonFields;
import io.repobackup.core.vault.json.JsonObject;
import io.repobackup.core.vault.json.MalformedException;
import io.repobackup.core.vault.signing.VerifyingKey.Purpose;
import java.nio.charset.StandardCharsets;

/**
 * A root key's word that somebody's key may sign records in some roles. It is no secret, and every record that was signed
 * with that key has a copy. Reading one checks its form alone: whether it counts depends on whose root is trusted.
 *
 * <p><i>Immutable.</i>
 */
public final class Certificate {

    /** No record begins like this, so what is signed for one purpose means nothing for the other. */
    private static final String DOMAIN = "repobackup-certificate-1\n";

    private final String text;
    private final Statement statement;
    private final VerifyingKey root;
    private final String signature;

    private Certificate(String text, Statement statement, VerifyingKey root, String signature) {
        this.text = text;
        this.statement = statement;
        this.root = root;
        this.signature = signature;
    }

    /**
     * Reads what {@link #text()} wrote.
     *
     * @throws MisconfiguredException when it is something else, or is not what its own root signed
     */
    public static Certificate parse(String text) {
        try {
            Certificate certificate = decode(JsonObject.parse(text.strip().getBytes(StandardCharsets.UTF_8)));
            if (certificate.isSignedByItsRoot()) {
                return certificate;
            }
        } catch (MalformedException e) {
            throw new MisconfiguredException(
                    "Cannot use this certificate: " + e.getMessage()
                            + "; copy the whole line that the recovery owner was given",
                    e);
        }
        throw new MisconfiguredException("Cannot use this certificate: it is not what the root key in it signed;"
                + " copy the whole line that the recovery owner was given");
    }

    static Certificate of(String text, VerifyingKey root, byte[] signature) {
        return new Certificate(text, Statement.decode(text), root, Base64Text.of(signature));
    }

    static Certificate decode(JsonObject fields) {
        String text = fields.text("statement");
        String signature = fields.text("signature");
        Base64Text.decode(signature, Ed25519.SIGNATURE_SIZE, "a signature");
        return new Certificate(
                text, Statement.decode(text), VerifyingKey.decode(Purpose.ROOT, fields.text("root")), signature);
    }

    static byte[] message(String statement) {
        return (DOMAIN + statement).getBytes(StandardCharsets.UTF_8);
    }

    /** What it says. */
    public Statement statement() {
        return statement;
    }

    /** Whose word it is. */
    public VerifyingKey root() {
        return root;
    }

    /** The certificate in one line of JSON. */
    public String text() {
        return new String(encode().toBytes(), StandardCharsets.UTF_8);
    }

    JsonFields encode() {
        return new JsonFields()
                .put("statement", text)
                .put("root", root.base64())
                .put("signature", signature);
    }

    boolean isSignedByItsRoot() {
        return root.verifies(message(text), Base64Text.decode(signature, Ed25519.SIGNATURE_SIZE, "a signature"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Certificate that
                && text.equals(that.text)
                && root.equals(that.root)
                && signature.equals(that.signature);
    }

    @Override
    public int hashCode() {
        return signature.hashCode();
    }

    /** Who is certified for what. */
    @Override
    public String toString() {
        return "Certificate[" + statement.name() + ", " + statement.roles() + ", " + statement.key() + "]";
    }
}
