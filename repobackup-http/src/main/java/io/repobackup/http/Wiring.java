package io.repobackup.http;

import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.credential.Secret;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Puts the OkHttpClient together: only what was set changes one that was given. */
final class Wiring {

    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration IDLE = Duration.ofMinutes(2);
    private static final int KEPT_CONNECTIONS = 32;

    private @Nullable OkHttpClient base;
    private @Nullable Duration connectTimeout;
    private @Nullable Duration idleTimeout;
    private @Nullable Proxy proxy;
    private @Nullable ProxySelector proxySelector;
    private @Nullable CredentialsProvider proxyCredentials;
    private String userAgent = "repobackup";
    private final Tls tls = new Tls();

    void base(OkHttpClient client) {
        this.base = client;
    }

    void connectTimeout(Duration timeout) {
        this.connectTimeout = Timeouts.positive(timeout);
    }

    void idleTimeout(Duration timeout) {
        this.idleTimeout = Timeouts.positive(timeout);
    }

    void proxy(Proxy proxy) {
        this.proxy = proxy;
    }

    void proxy(ProxySelector selector) {
        this.proxySelector = selector;
    }

    void proxyCredentials(CredentialsProvider provider) {
        this.proxyCredentials = provider;
    }

    void userAgent(String userAgent) {
        this.userAgent = userAgent;
    }

    void trusting(Collection<X509Certificate> authorities) {
        tls.trusting(authorities);
    }

    void clientCertificate(KeyStore store, Secret password) {
        tls.clientCertificate(store, password);
    }

    OkHttpClient okHttp(Predicate<InetAddress> privateAddress) {
        OkHttpClient.Builder client = base == null ? fresh() : base.newBuilder();
        setTimeouts(client);
        setProxy(client);
        tls.applyTo(client, base);
        return client.cache(null)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .authenticator(Authenticator.NONE)
                .addInterceptor(new Courtesy(userAgent))
                .addNetworkInterceptor(new Wire(privateAddress))
                .build();
    }

    /** Closes what was built here. */
    void close(OkHttpClient client) {
        if (base == null) {
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }
    }

    private static OkHttpClient.Builder fresh() {
        return new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .readTimeout(IDLE)
                .writeTimeout(IDLE)
                .proxyAuthenticator(new ProxyLogin(CredentialsProvider.none()))
                .connectionPool(new ConnectionPool(KEPT_CONNECTIONS, 5, TimeUnit.MINUTES));
    }

    private void setTimeouts(OkHttpClient.Builder client) {
        if (connectTimeout != null) {
            client.connectTimeout(connectTimeout);
        }
        if (idleTimeout != null) {
            client.readTimeout(idleTimeout).writeTimeout(idleTimeout);
        }
    }

    private void setProxy(OkHttpClient.Builder client) {
        if (proxy != null) {
            client.proxy(proxy);
        }
        if (proxySelector != null) {
            client.proxySelector(proxySelector);
        }
        if (proxyCredentials != null) {
            client.proxyAuthenticator(new ProxyLogin(proxyCredentials));
        }
    }
}
