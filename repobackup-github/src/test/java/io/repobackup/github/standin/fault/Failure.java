package io.repobackup.github.standin.fault;

import io.repobackup.github.standin.limit.Refusal;
import io.repobackup.github.standin.wire.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What goes wrong with a request. */
public sealed interface Failure {

    /** Answers this instead, after a moment's work of its own. */
    record Instead(Answer answer) implements Failure {}

    /** Answers something that is made of the proper answer. */
    record Altered(UnaryOperator<Answer> change) implements Failure {}

    /** Ends the connection after so many bytes of the proper body, which was announced whole. */
    record Cut(long afterBytes) implements Failure {}

    /** Sends nothing until the client gives up. */
    record Silent() implements Failure {}

    /** Answers properly, after so much real time. */
    record Slow(Duration by) implements Failure {}

    /** Does something first, such as a change in the middle of a list, and answers properly. */
    record Meanwhile(Runnable action) implements Failure {}

    /** An error in JSON. */
    static Failure status(int status, String message) {
        return new Instead(Answer.error(status, message));
    }

    /** An error page, as comes from in front of the host when it is down. */
    static Failure html(int status) {
        String page = "<!DOCTYPE html>\n<html><head><title>Unicorn! &middot; GitHub</title></head>"
                + "<body><p><strong>We're having a really bad day.</strong></p></body></html>\n";
        return new Instead(Answer.of(status)
                .with("Content-Type", "text/html; charset=utf-8")
                .withBody(page.getBytes(StandardCharsets.UTF_8)));
    }

    /** A query that took too long. */
    static Failure timedOut(int status) {
        return new Instead(Answer.json(
                status,
                Map.of(
                        "message",
                        "We couldn't respond to your request in time. Sorry about that. Please try resubmitting your"
                                + " request and contact us if the problem persists.")));
    }

    /** A success whose JSON ends in the middle. */
    static Failure truncatedJson() {
        return new Altered(answer -> {
            byte[] body = answer.body();
            return answer.withBody(Arrays.copyOf(body, body.length / 2));
        });
    }

    /** Bytes that are no UTF-8, in a body that claims it. */
    static Failure wrongEncoding() {
        return new Altered(answer -> {
            byte[] body = answer.body();
            byte[] wrong = Arrays.copyOf(body, body.length);
            int quote = answer.text().indexOf(":\"");
            wrong[Math.min(wrong.length - 1, quote + 2)] = (byte) 0xff;
            return answer.withBody(wrong);
        });
    }

    /** A header that the proper answer does not have. */
    static Failure header(String name, String value) {
        return new Altered(answer -> answer.with(name, value));
    }

    /** A header is missing. */
    static Failure withoutHeader(String name) {
        return new Altered(answer -> answer.without(name));
    }

    /** The connection ends before anything is answered. */
    static Failure cut() {
        return new Cut(0);
    }

    /** A list that holds only what the organisations show that this token was let into. */
    static Failure partialForSingleSignOn(long organisation) {
        return header("X-GitHub-SSO", "partial-results; organizations=" + organisation);
    }

    /** The token was not let in by the organisation. */
    static Failure needsSingleSignOn(String organisation) {
        return new Instead(Answer.error(
                        403,
                        "Resource protected by organization SAML enforcement. You must grant your Personal Access token"
                                + " access to this organization.")
                .with(
                        "X-GitHub-SSO",
                        "required; url=https://github.com/orgs/" + organisation + "/sso?authorization_request=A"));
    }

    /** The hour is used up: only the headers tell it apart from what is forbidden. */
    static Failure primaryLimit(int status, long resetEpochSecond) {
        return new Instead(Refusal.primary(status, "user ID 1")
                .with("X-RateLimit-Remaining", "0")
                .with("X-RateLimit-Limit", "5000")
                .with("X-RateLimit-Reset", Long.toString(resetEpochSecond))
                .with("X-RateLimit-Resource", "core"));
    }

    /** Too much, with seconds to wait: 403 or 429. */
    static Failure secondaryLimit(int status, Duration wait) {
        return new Instead(Refusal.secondary(status, wait));
    }

    /** Too much, with a date to wait for. */
    static Failure secondaryLimitUntil(int status, String date) {
        return new Instead(Refusal.secondaryUntil(status, date));
    }

    /** Too much, told by the text alone. */
    static Failure secondaryLimitInWords(int status, String message) {
        return new Instead(Refusal.secondaryAlone(status, message));
    }

    /** The hour of GraphQL is used up, under the status 200. */
    static Failure rateLimitedQuery(long resetEpochSecond) {
        return new Instead(Refusal.graphQl("user ID 1")
                .with("X-RateLimit-Remaining", "0")
                .with("X-RateLimit-Reset", Long.toString(resetEpochSecond))
                .with("X-RateLimit-Resource", "graphql"));
    }
}
