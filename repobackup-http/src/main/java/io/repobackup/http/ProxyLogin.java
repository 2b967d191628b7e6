package io.repobackup.http;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.failure.AccessDeniedException;
import java.io.IOException;
import okhttp3.Authenticator;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/** Shows the credentials of the proxy, once for each request. */
final class ProxyLogin implements Authenticator {

    private static final String HEADER = "Proxy-Authorization";

    private final CredentialsProvider provider;

    ProxyLogin(CredentialsProvider provider) {
        this.provider = provider;
    }

    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) throws IOException {
        if (response.request().header(HEADER) != null) {
            throw new RefusedException("the proxy refuses the credentials of '" + provider.identity() + "'", null);
        }
        String value = Authorization.value(current(), provider.identity());
        if (value == null && isPreemptive(response)) {
            return null;
        }
        if (value == null) {
            throw new RefusedException("the proxy asks for credentials", null);
        }
        return response.request().newBuilder().header(HEADER, value).build();
    }

    /** Before a tunnel OkHttp asks in the name of the proxy, which may want no credentials at all. */
    private static boolean isPreemptive(Response response) {
        return response.challenges().stream()
                .anyMatch(challenge -> challenge.scheme().equalsIgnoreCase("OkHttp-Preemptive"));
    }

    private Credentials current() throws RefusedException {
        try {
            return provider.current();
        } catch (AccessDeniedException e) {
            throw new RefusedException("there are no credentials for the proxy", e);
        }
    }

    /** The proxy lets nobody through, or not us. */
    static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        RefusedException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
