package io.repobackup.github.standin.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.repobackup.github.standin.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/**
 * A signed claim to be an App, held to the rules of <a
 * href="https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app">JSON
 * web tokens for Apps</a>. The texts are those that the host says.
 */
final class Assertion {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String UNREADABLE = "A JSON web token could not be decoded";

    private Assertion() {}

    /** Who asks, or why it is not let in. */
    static Admission check(String token, Instant now, Function<String, Optional<App>> apps) {
        String[] parts = token.split("\\.", -1);
        JsonNode header = parts.length == 3 ? decoded(parts[0]) : Json.parse("");
        if (!header.path("alg").asText().equals("RS256")) {
            return Admission.refused(401, UNREADABLE);
        }
        JsonNode claims = decoded(parts[1]);
        if (!claims.hasNonNull("iss")) {
            return Admission.refused(401, "Missing 'issuer' claim ('iss') in assertion");
        }
        Optional<App> app = apps.apply(claims.path("iss").asText());
        if (app.isEmpty()) {
            return Admission.refused(404, "Integration not found");
        }
        if (!isSigned(parts, app.get())) {
            return Admission.refused(401, UNREADABLE);
        }
        return objection(claims, now)
                .map(text -> Admission.refused(401, text))
                .orElseGet(() -> Admission.to(
                        new Identity(Identity.Kind.APP, "app:" + app.get().id(), app.get(), null)));
    }

    private static Optional<String> objection(JsonNode claims, Instant now) {
        JsonNode expires = claims.path("exp");
        if (!expires.isIntegralNumber() || expires.asLong() <= now.getEpochSecond()) {
            return Optional.of("'Expiration time' claim ('exp') must be a numeric value representing the future time at"
                    + " which the assertion expires");
        }
        if (expires.asLong() > now.plus(LONGEST).getEpochSecond()) {
            return Optional.of("'Expiration time' claim ('exp') is too far in the future");
        }
        JsonNode issued = claims.path("iat");
        if (!issued.isIntegralNumber() || issued.asLong() > now.getEpochSecond()) {
            return Optional.of(
                    "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was"
                            + " issued");
        }
        return Optional.empty();
    }

    private static boolean isSigned(String[] parts, App app) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(app.publicKey());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static JsonNode decoded(String part) {
        try {
            return Json.parse(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Json.parse("");
        }
    }
}
