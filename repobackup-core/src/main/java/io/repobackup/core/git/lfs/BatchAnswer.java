package io.repobackup.core.git.lfs;

import io.repobackup.http.HttpResponse;
import io.repobackup.http.json.JsonValue;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The answer to a batch. <i>Used once.</i>
 *
 * @see <a href="https://github.com/git-lfs/git-lfs/blob/main/docs/api/batch.md#successful-responses">Responses</a>
 */
final class BatchAnswer {

    private static final long LONGEST = 16 << 20;
    private static final long LONGEST_LIFE = Integer.MAX_VALUE;

    /** These belong to the connection, and no server has a say in them. */
    private static final Set<String> NOT_HANDED = Set.of(
            "host", "connection", "content-length", "transfer-encoding", "accept-encoding", "range", "te", "upgrade");

    private final HttpResponse answer;
    private final Instant now;

    BatchAnswer(HttpResponse answer, Instant now) {
        this.answer = answer;
        this.now = now;
    }

    /** What it says of each object that it names. */
    Map<String, Offer> offers() {
        JsonValue json = JsonValue.parse(answer.textUpTo(LONGEST));
        require(json, "transfer", "basic");
        require(json, "hash_algo", "sha256");
        Map<String, Offer> offers = new HashMap<>();
        for (JsonValue object : json.at("objects").elements()) {
            offers.put(object.at("oid").text(), offer(object));
        }
        return offers;
    }

    private void require(JsonValue json, String name, String expected) {
        String found = json.find(name).map(JsonValue::text).orElse(expected);
        if (!found.isEmpty() && !found.equals(expected)) {
            throw answer.unusable(name + " is " + found + ", where only " + expected + " was asked for");
        }
    }

    private Offer offer(JsonValue object) {
        Optional<JsonValue> error = object.find("error");
        if (error.isPresent()) {
            return refusal(error.get());
        }
        Optional<JsonValue> action = object.find("actions", "download");
        if (action.isEmpty()) {
            return Offer.Refusal.missing("it offers no download");
        }
        boolean authenticated =
                object.find("authenticated").filter(JsonValue::truth).isPresent();
        return download(action.get(), authenticated);
    }

    private Offer refusal(JsonValue error) {
        long code = error.find("code").map(JsonValue::number).orElse(0L);
        String words = "«"
                + ServerWords.brief(
                        answer, error.find("message").map(JsonValue::text).orElse("no reason")) + "» (" + code + ")";
        if (code == 404 || code == 410) {
            return Offer.Refusal.missing(words);
        }
        if (code == 509 || (code == 403 && ServerWords.tellOfQuota(words))) {
            return Offer.Refusal.overQuota(words);
        }
        return code >= 500 ? Offer.Refusal.failed(words) : Offer.Refusal.refused(words);
    }

    private Offer download(JsonValue action, boolean authenticated) {
        try {
            URI href = URI.create(action.at("href").text());
            return new Offer.Download(href, headers(action), expires(action), authenticated);
        } catch (IllegalArgumentException e) {
            return Offer.Refusal.refused("the address that it hands out is none");
        }
    }

    private static Map<String, String> headers(JsonValue action) {
        Map<String, String> headers = new TreeMap<>();
        action.find("header")
                .ifPresent(fields -> fields.names().stream()
                        .filter(name -> !NOT_HANDED.contains(name.toLowerCase(Locale.ROOT)))
                        .forEach(name -> fields.find(name)
                                .filter(JsonValue::isText)
                                .ifPresent(value -> headers.put(name, value.text()))));
        return headers;
    }

    /** Servers tell moments by their own clocks, which need not be right; what they say themselves is subtracted again. */
    private Instant expires(JsonValue action) {
        Optional<Duration> in = action.find("expires_in")
                .map(JsonValue::number)
                .filter(seconds -> seconds > 0)
                .map(seconds -> Duration.ofSeconds(Math.min(seconds, LONGEST_LIFE)));
        return in.or(() -> action.find("expires_at")
                        .map(JsonValue::text)
                        .flatMap(BatchAnswer::moment)
                        .map(at -> Duration.between(answer.date().orElse(now), at)))
                .map(now::plus)
                .orElse(Instant.MAX);
    }

    private static Optional<Instant> moment(String text) {
        try {
            Instant moment = OffsetDateTime.parse(text).toInstant();
            // A time of zero is how some servers say that there is none.
            return moment.isAfter(Instant.EPOCH) ? Optional.of(moment) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
