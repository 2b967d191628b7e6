package io.repobackup.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.util.Objects;
import java.util.function.Predicate;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * The last look at a request, when it is known which machine is at the other end. Looking here rather than at names
 * leaves no time in which a name could get another address.
 */
final class Wire implements Interceptor {

    private final Predicate<InetAddress> privateAddress;

    Wire(Predicate<InetAddress> privateAddress) {
        this.privateAddress = privateAddress;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Hop hop = Objects.requireNonNull(chain.request().tag(Hop.class));
        boolean inside = leadsInside(Objects.requireNonNull(chain.connection()));
        if (inside && hop.publicOnly()) {
            throw new InsideException(chain.request().url().host());
        }
        hop.departs(inside);
        return withoutRepeatAtOnce(chain.proceed(chain.request()));
    }

    /** What is behind a proxy cannot be seen from here. */
    private boolean leadsInside(Connection connection) {
        return connection.route().proxy().type() == Proxy.Type.DIRECT
                && privateAddress.test(connection.socket().getInetAddress());
    }

    /** OkHttp would repeat any request after this header, without telling and without asking whether it may. */
    private static Response withoutRepeatAtOnce(Response response) {
        return response.code() == 503 && "0".equals(response.header("Retry-After"))
                ? response.newBuilder().removeHeader("Retry-After").build()
                : response;
    }

    /** A redirect led to an address that is not public. */
    static final class InsideException extends IOException {

        private static final long serialVersionUID = 1L;

        InsideException(String host) {
            super(host + " has a private address");
        }
    }
}
