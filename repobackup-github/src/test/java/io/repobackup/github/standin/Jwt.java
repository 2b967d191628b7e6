package io.repobackup.github.standin;

import io.repobackup.github.standin.access.App;
import io.repobackup.github.standin.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** Claims to be an App, made with no code of ours. */
final class Jwt {

    private Jwt() {}

    /** A good one. */
    static String of(App app, Instant now) {
        return of(
                app,
                Map.of(
                        "iss",
                        Long.toString(app.id()),
                        "iat",
                        now.getEpochSecond() - 60,
                        "exp",
                        now.getEpochSecond() + 540));
    }

    static String of(App app, Map<String, ?> claims) {
        String signed = part(Map.of("alg", "RS256", "typ", "JWT")) + "." + part(claims);
        try {
            String base64 = app.pemInPkcs8().replaceAll("-----[^-]+-----|\\s", "");
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64))));
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + text(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String part(Map<String, ?> json) {
        return text(Json.text(json).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
