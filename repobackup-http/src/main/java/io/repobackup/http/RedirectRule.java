package io.repobackup.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** Where a redirect may lead, and what goes along. */
final class RedirectRule {

    static final String INSIDE = "that is a private address, to which a public host must not send anybody;"
            + " if it is right, use it directly";

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|.*:.*");

    private final Predicate<InetAddress> privateAddress;

    RedirectRule(Predicate<InetAddress> privateAddress) {
        this.privateAddress = privateAddress;
    }

    static boolean sameOrigin(HttpUrl one, HttpUrl other) {
        return one.scheme().equals(other.scheme()) && one.host().equals(other.host()) && one.port() == other.port();
    }

    /** Why this way must not be taken; empty when it may. */
    String refusal(HttpUrl from, HttpUrl to, boolean publicOnly) {
        if (from.isHttps() && !to.isHttps()) {
            return "that would go on without TLS; use an address that stays with https";
        }
        if (publicOnly && namesInside(to.host())) {
            return INSIDE;
        }
        return "";
    }

    /** What can be seen of a name alone. What a name resolves to is seen when the connection stands. */
    boolean namesInside(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return true;
        }
        try {
            return LITERAL.matcher(name).matches() && privateAddress.test(InetAddress.getByName(name));
        } catch (UnknownHostException e) {
            return false; // No literal after all, so it will resolve to nothing.
        }
    }

    /** The request for the next address. The method changes to GET as browsers do, except where a repeat does no harm. */
    static Request towards(Request request, HttpUrl target, int status, boolean mayRepeat) {
        Request.Builder next = request.newBuilder().url(target);
        boolean head = request.method().equals("HEAD");
        boolean formerPost = request.method().equals("POST") && (status == 301 || status == 302) && !mayRepeat;
        if (!head && (status == 303 || formerPost)) {
            next.get().removeHeader("Content-Type").removeHeader("Content-Encoding");
        }
        return next.build();
    }

    /** The request without every header that may hold a secret. */
    static Request withoutSecrets(Request request) {
        Request.Builder bare = request.newBuilder();
        request.headers().names().stream().filter(Redaction::looksSecret).forEach(bare::removeHeader);
        return bare.build();
    }
}
