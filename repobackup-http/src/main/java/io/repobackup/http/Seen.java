package io.repobackup.http;

import okhttp3.Request;

/** The first half of every message: what was asked, where it led, and what was seen there. */
final class Seen {

    private Seen() {}

    /** An answer that was not asked for. */
    static String answer(HttpRequest request, Answer answer, int attempt) {
        String excerpt = Excerpt.of(answer);
        return way(request, answer.response().request())
                + " was answered " + answer.reason()
                + on(attempt)
                + (excerpt.isEmpty() ? "" : ": «" + excerpt + "»");
    }

    /** No answer. */
    static String nothing(HttpRequest request, UndeliveredException undelivered, int attempt) {
        return way(request, undelivered.request()) + " got no answer" + on(attempt) + ": " + why(undelivered.cause());
    }

    /** What an exception of the network says, under its short name. */
    static String why(Throwable e) {
        return Redaction.brief(e.getClass().getSimpleName() + ": " + e.getMessage());
    }

    /** A 401, and what to do about it. */
    static String unauthorized(HttpRequest request, Answer answer) {
        String seen = answer(request, answer, 1);
        if (answer.authorization() != null) {
            return seen + "; the host refuses the credentials of '"
                    + request.credentials().identity() + "': renew them";
        }
        return RedirectRule.sameOrigin(HandedAddresses.home(request.request()), answer.url())
                ? seen + "; the host asks for credentials: supply some"
                : seen + "; credentials do not follow to another host or scheme: use " + answer.shownUrl()
                        + " directly";
    }

    private static String way(HttpRequest request, Request last) {
        return request.request().url().equals(last.url())
                ? request.toString()
                : request + " was redirected to " + SentSecrets.url(last) + " and";
    }

    private static String on(int attempt) {
        return attempt == 1 ? "" : " on attempt " + attempt;
    }
}
