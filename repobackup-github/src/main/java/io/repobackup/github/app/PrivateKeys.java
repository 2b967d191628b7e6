package io.repobackup.github.app;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.MisconfiguredException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the private key of an App from a text as in <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>. GitHub
 * hands out keys in the form of <a href="https://www.rfc-editor.org/rfc/rfc8017#appendix-A.1.2">PKCS #1</a>; {@code
 * openssl pkcs8 -topk8 -nocrypt} makes PKCS #8 of them. No message holds anything of the text.
 */
final class PrivateKeys {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final String ADVICE = "; give the file that GitHub offered for download when the key was generated";

    private PrivateKeys() {}

    /** @throws MisconfiguredException when it is no private RSA key, or an encrypted one */
    static PrivateKey parse(Secret pem) {
        char[] text = pem.reveal();
        try {
            return parse(new String(text));
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    private static PrivateKey parse(String text) {
        // Variables of an environment cannot hold line breaks everywhere, so that many write two characters for them.
        Matcher pem = PEM.matcher(text.replace("\\r", "").replace("\\n", "\n"));
        if (!pem.find()) {
            throw new MisconfiguredException(
                    "The private key of the App is no text that begins with -----BEGIN RSA PRIVATE KEY-----" + ADVICE);
        }
        String label = pem.group(1);
        boolean isEncrypted = label.startsWith("ENCRYPTED") || pem.group(2).contains("ENCRYPTED");
        if (isEncrypted) {
            throw new MisconfiguredException("The private key of the App is encrypted; decrypt it with openssl rsa,"
                    + " and keep it where secrets are kept");
        }
        return switch (label) {
            case "RSA PRIVATE KEY" -> key(label, Der.rsaPrivateKeyInfo(bytes(label, pem.group(2))));
            case "PRIVATE KEY" -> key(label, bytes(label, pem.group(2)));
            default ->
                throw new MisconfiguredException("A private RSA key is needed for the App, not a " + label + ADVICE);
        };
    }

    private static byte[] bytes(String label, String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw damaged(label);
        }
    }

    private static PrivateKey key(String label, byte[] pkcs8) {
        try {
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            if (key instanceof RSAPrivateKey) {
                return key;
            }
            throw damaged(label);
        } catch (GeneralSecurityException e) {
            throw damaged(label);
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    /** Without its cause, whose message may quote the text. */
    private static MisconfiguredException damaged(String label) {
        return new MisconfiguredException("The " + label + " of the App cannot be read as a private RSA key" + ADVICE);
    }
}
