package io.repobackup.core.vault.signing;

import io.repobackup.core.vault.json.JsonFields;
import io.repobackup.core.vault.json.JsonObject;
import io.repobackup.core.vault.json.MalformedException;
import io.repobackup.core.vault.signing.VerifyingKey.Purpose;

/**
 * The second line of a record's file: docs/FORMAT.md, section «Records». <i>Immutable.</i>
 *
 * @param key who signed, as base64
 * @param signature of the first line, as base64
 * @param certificate that the key may
 */
record SignatureLine(VerifyingKey key, String signature, Certificate certificate) {

    /** More than a certificate with everything in it needs. */
    private static final int MAX_SIZE = 16 << 10;

    static byte[] encode(VerifyingKey key, byte[] signature, Certificate certificate) {
        return new JsonFields()
                .put("key", key.base64())
                .put("signature", Base64Text.of(signature))
                .put("certificate", certificate.encode())
                .toBytes();
    }

    static SignatureLine decode(byte[] line) {
        if (line.length > MAX_SIZE) {
            throw new MalformedException("at most " + MAX_SIZE + " bytes", line.length + " bytes");
        }
        JsonObject fields = JsonObject.parse(line);
        String signature = fields.text("signature");
        Base64Text.decode(signature, Ed25519.SIGNATURE_SIZE, "a signature");
        return new SignatureLine(
                VerifyingKey.decode(Purpose.SIGNER, fields.text("key")),
                signature,
                Certificate.decode(fields.object("certificate")));
    }

    boolean fits(byte[] firstLine) {
        return key.verifies(firstLine, Base64Text.decode(signature, Ed25519.SIGNATURE_SIZE, "a signature"));
    }
}
