package io.repobackup.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Says who we are, and gives a request its own limit for the silence on the line. */
final class Courtesy implements Interceptor {

    private static final String USER_AGENT = "User-Agent";

    private final String userAgent;

    Courtesy(String userAgent) {
        this.userAgent = userAgent;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Duration idle = Objects.requireNonNull(chain.request().tag(Hop.class)).idleTimeout();
        Chain patient = idle == null ? chain : withTimeout(chain, Math.toIntExact(idle.toMillis()));
        return patient.proceed(named(chain.request()));
    }

    private static Chain withTimeout(Chain chain, int millis) {
        return chain.withReadTimeout(millis, TimeUnit.MILLISECONDS).withWriteTimeout(millis, TimeUnit.MILLISECONDS);
    }

    private Request named(Request request) {
        return request.header(USER_AGENT) != null
                ? request
                : request.newBuilder().header(USER_AGENT, userAgent).build();
    }
}
