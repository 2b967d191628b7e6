package io.repobackup.github.app;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.http.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An App and the key with which it signs who it is, as <a
 * href="https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app">GitHub
 * asks for</a>: JSON Web Tokens of <a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519</a> with RS256.
 *
 * <p><i>Immutable and thread-safe.</i>
 */
public final class AppKey {

    /** Issued a little in the past, for hosts whose clock is behind. */
    private static final Duration BEFORE = Duration.ofSeconds(60);

    /** GitHub takes ten minutes at most. */
    private static final Duration LIFETIME = Duration.ofMinutes(9);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");

    private final String issuer;
    private final PrivateKey key;

    private AppKey(String issuer, PrivateKey key) {
        this.issuer = issuer;
        this.key = key;
    }

    /**
     * The key of an App.
     *
     * @param issuer the App's id or client id
     * @param pem the text of its private key
     * @throws MisconfiguredException when that is no private RSA key; the message shows nothing of it
     */
    public static AppKey of(String issuer, Secret pem) {
        if (!issuer.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new MisconfiguredException("An App is named by its id, such as 12345, or its client id, such as"
                    + " Iv1.8a61f9b3a7aba766, not by '" + issuer + "'");
        }
        return new AppKey(issuer, PrivateKeys.parse(pem));
    }

    /** The App's id or client id. */
    public String issuer() {
        return issuer;
    }

    /** A token that is good for nine minutes from a time of the host's clock. */
    Secret sign(Instant hostTime) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iat", hostTime.minus(BEFORE).getEpochSecond());
        claims.put("exp", hostTime.plus(LIFETIME).getEpochSecond());
        claims.put("iss", issuer);
        String signed = HEADER + "." + encoded(JsonText.of(claims));
        return Secret.of((signed + "." + signature(signed)).toCharArray());
    }

    private String signature(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new MisconfiguredException(
                    "The private key of App " + issuer + " cannot sign; generate a new one in the App's settings", e);
        }
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "AppKey[" + issuer + "]";
    }
}
