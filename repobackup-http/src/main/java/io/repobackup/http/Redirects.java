package io.repobackup.http;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.http.limit.Pass;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Follows an answer that is elsewhere, as in <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.4">RFC 9110</a>:
 * never without TLS when it began with it, never from the public Internet to a private address, and without credentials
 * as soon as it leaves the scheme, host and port it began with. An address that a host handed out is a redirect from
 * there.
 */
final class Redirects {

    private static final int MOST = 8;
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private final Courier courier;
    private final Gate gate;
    private final RedirectRule rule;
    private final HandedAddresses handed;
    private final Announcer announcer;

    Redirects(Courier courier, Gate gate, RedirectRule rule, Announcer announcer) {
        this.courier = courier;
        this.gate = gate;
        this.rule = rule;
        this.handed = new HandedAddresses(rule);
        this.announcer = announcer;
    }

    Answer follow(HttpRequest request, Shown credentials, Patience patience) throws UndeliveredException {
        Request shape = request.request();
        Optional<Boolean> demanded = handed.publicOnly(request);
        Answer answer = carry(request, shape, credentials, demanded.orElse(false), patience);
        boolean publicOnly = demanded.orElse(!answer.inside());
        for (int hops = 1; STATUSES.contains(answer.status()) && !request.accepts(answer.status()); hops++) {
            shape = next(request, shape, answer, hops, publicOnly);
            answer = carry(request, shape, credentials, publicOnly, patience);
        }
        return answer;
    }

    /** Each of them waits for its turn, and is heard by whoever gives turns. */
    private Answer carry(HttpRequest request, Request shape, Shown credentials, boolean publicOnly, Patience patience)
            throws UndeliveredException {
        boolean shown = RedirectRule.sameOrigin(HandedAddresses.home(request.request()), shape.url());
        Pass pass = gate.pass(request, shape.url(), shown, patience, credentials::ask);
        try {
            Request dressed = dressed(request, shape, credentials.settle(), shown);
            Hop hop = new Hop(publicOnly, request.idleTimeout());
            Answer answer = courier.carry(dressed, hop, request.credentials().identity());
            handed.seen(answer);
            return gate.heard(answer, pass);
        } catch (UndeliveredException | RuntimeException e) {
            gate.lost(pass);
            throw e;
        }
    }

    /** Headers go to the origin of the request, credentials to where they belong, and neither to anybody else. */
    private static Request dressed(HttpRequest request, Request shape, Credentials credentials, boolean shown) {
        String identity = request.credentials().identity();
        Request asked = request.request();
        Request sent = RedirectRule.sameOrigin(asked.url(), shape.url()) ? shape : RedirectRule.withoutSecrets(shape);
        return SentSecrets.remembering(
                Authorization.on(asked, credentials, identity),
                shown ? Authorization.on(sent, credentials, identity) : sent);
    }

    /** Reads where the answer points to, and closes it. */
    private Request next(HttpRequest request, Request shape, Answer answer, int hops, boolean publicOnly) {
        try (answer) {
            HttpUrl target = target(answer);
            String refused = hops > MOST
                    ? "that is the redirect number " + hops + "; look there for a loop or a login page"
                    : rule.refusal(answer.url(), target, publicOnly);
            if (!refused.isEmpty()) {
                throw new MisconfiguredException(request + " was redirected to "
                        + answer.withoutSecrets(Redaction.url(target)) + ", but " + refused);
            }
            announcer.redirected(shape, answer.withoutSecrets(Redaction.url(target)));
            return RedirectRule.towards(shape, target, answer.status(), request.mayRepeat());
        }
    }

    private static HttpUrl target(Answer answer) {
        String location = answer.headers().get("Location");
        HttpUrl target = location == null ? null : answer.url().resolve(location);
        if (target == null) {
            throw new UnavailableException(answer.method() + " " + answer.shownUrl() + " was answered "
                    + answer.reason() + " without saying to where; check the address, or try again later");
        }
        return target.newBuilder().username("").password("").fragment(null).build();
    }
}
