package io.repobackup.http;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.UnavailableException;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Follows an answer that is elsewhere, as in <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.4">RFC 9110</a>:
 * never without TLS when it began with it, never from the public Internet to a private address, and without credentials
 * as soon as it leaves the scheme, host and port it began with.
 */
final class Redirects {

    private static final int MOST = 8;
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private final Courier courier;
    private final RedirectRule rule;
    private final Announcer announcer;

    Redirects(Courier courier, RedirectRule rule, Announcer announcer) {
        this.courier = courier;
        this.rule = rule;
        this.announcer = announcer;
    }

    Answer follow(HttpRequest request, Credentials credentials) throws UndeliveredException {
        String identity = request.credentials().identity();
        Request shape = Authorization.on(request.request(), credentials, identity);
        Answer answer = courier.carry(shape, new Hop(false, request.idleTimeout()), identity);
        boolean publicOnly = !answer.inside();
        for (int hops = 1; STATUSES.contains(answer.status()) && !request.accepts(answer.status()); hops++) {
            shape = next(request, shape, answer, hops, publicOnly);
            Request sent = RedirectRule.sameOrigin(request.request().url(), shape.url())
                    ? shape
                    : RedirectRule.withoutSecrets(shape);
            answer = courier.carry(sent, new Hop(publicOnly, request.idleTimeout()), identity);
        }
        return answer;
    }

    /** Reads where the answer points to, and closes it. */
    private Request next(HttpRequest request, Request shape, Answer answer, int hops, boolean publicOnly) {
        try (answer) {
            HttpUrl target = target(answer);
            String refused = hops > MOST
                    ? "that is the redirect number " + hops + "; look there for a loop or a login page"
                    : rule.refusal(answer.url(), target, publicOnly);
            if (!refused.isEmpty()) {
                throw new MisconfiguredException(
                        request + " was redirected to " + Redaction.url(target) + ", but " + refused);
            }
            announcer.redirected(shape, target);
            return RedirectRule.towards(shape, target, answer.status(), request.mayRepeat());
        }
    }

    private static HttpUrl target(Answer answer) {
        String location = answer.headers().get("Location");
        HttpUrl target = location == null ? null : answer.url().resolve(location);
        if (target == null) {
            throw new UnavailableException(answer.method() + " " + Redaction.url(answer.url()) + " was answered "
                    + answer.reason() + " without saying to where; check the address, or try again later");
        }
        return target.newBuilder().username("").password("").build();
    }
}
