package io.repobackup.github.standin.rest;

import io.repobackup.github.standin.wire.Answer;
import io.repobackup.github.standin.wire.Ask;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says what an answer is known by, and leaves it out when it is known already. What it is known by changes with the token
 * and the form.
 */
public final class Conditions {

    private Conditions() {}

    /** The answer with its tag, or none under 304. */
    public static Answer apply(Ask ask, Answer answer) {
        if (answer.status() != 200 || !ask.method().equals("GET")) {
            return answer;
        }
        String tag = tag(ask, answer);
        Answer tagged = answer.with("ETag", "W/\"" + tag + "\"")
                .with("Vary", "Accept, Authorization, Cookie, X-GitHub-OTP")
                .with("Cache-Control", "private, max-age=60, s-maxage=60");
        // The tag of a 304 is the strong one, as was recorded.
        return isKnown(ask, tag, answer)
                ? tagged.with("ETag", "\"" + tag + "\"").onlyAs(304)
                : tagged;
    }

    private static boolean isKnown(Ask ask, String tag, Answer answer) {
        Optional<String> tags = ask.header("If-None-Match");
        if (tags.isPresent()) {
            return Stream.of(tags.get().split(",", -1)).anyMatch(one -> one.contains("\"" + tag + "\""));
        }
        Optional<Instant> seen = ask.header("If-Modified-Since").flatMap(HttpDates::parse);
        Optional<Instant> changed = answer.header("Last-Modified").flatMap(HttpDates::parse);
        return seen.isPresent() && changed.isPresent() && !changed.get().isAfter(seen.get());
    }

    private static String tag(Ask ask, Answer answer) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ask.header("Authorization").orElse("").getBytes(StandardCharsets.UTF_8));
            digest.update(ask.header("Accept").orElse("").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(answer.body()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
