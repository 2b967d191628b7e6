package io.repobackup.http;

import io.repobackup.api.failure.MisconfiguredException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * What holds for an address that a host handed out: the same as if the host had redirected there. So this remembers
 * which hosts were seen inside, at the other end of a connection; one that was ever seen outside is never taken for
 * one of those again, whatever its name resolves to later. <i>Thread-safe.</i>
 */
final class HandedAddresses {

    /** A client that knows so many hosts takes all others for public. */
    private static final int MOST = 10_000;

    private final RedirectRule rule;
    private final Map<String, Boolean> inside = new ConcurrentHashMap<>();

    HandedAddresses(RedirectRule rule) {
        this.rule = rule;
    }

    /** The host that handed an address out, as a tag of the request. */
    record By(HttpUrl host) {}

    static Request mark(Request request, HttpUrl host) {
        return request.newBuilder().tag(By.class, new By(host)).build();
    }

    /** Where the credentials of a request belong: to the host that handed the address out, if one did. */
    static HttpUrl home(Request request) {
        By by = request.tag(By.class);
        return by == null ? request.url() : by.host();
    }

    /** Remembers which kind of address answered. */
    void seen(Answer answer) {
        if (inside.size() < MOST || inside.containsKey(origin(answer.url()))) {
            inside.merge(origin(answer.url()), answer.inside(), Boolean::logicalAnd);
        }
    }

    /** Whether this request must not reach a private address; nothing when that depends on nobody else. */
    Optional<Boolean> publicOnly(HttpRequest request) {
        By by = request.request().tag(By.class);
        if (by == null || RedirectRule.sameOrigin(by.host(), request.request().url())) {
            return Optional.empty();
        }
        boolean publicOnly = !rule.namesInside(by.host().host()) && !inside.getOrDefault(origin(by.host()), false);
        String refused = rule.refusal(by.host(), request.request().url(), publicOnly);
        if (!refused.isEmpty()) {
            throw new MisconfiguredException(request + ", an address that " + Redaction.url(by.host())
                    + " handed out, is not asked for: " + refused);
        }
        return Optional.of(publicOnly);
    }

    private static String origin(HttpUrl url) {
        return url.scheme() + "://" + url.host() + ":" + url.port();
    }
}
