package io.repobackup.http;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.MisconfiguredException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Whom to trust and what to show when a TLS connection is made. */
final class Tls {

    private final List<X509Certificate> authorities = new ArrayList<>();
    private KeyManager @Nullable [] keys;

    void trusting(Collection<X509Certificate> more) {
        authorities.addAll(more);
    }

    void clientCertificate(KeyStore store, Secret password) {
        char[] revealed = password.reveal();
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, revealed);
            keys = factory.getKeyManagers();
        } catch (GeneralSecurityException e) {
            throw new MisconfiguredException(
                    "Cannot use the client certificate: its private key cannot be read; check its password", e);
        } finally {
            Arrays.fill(revealed, '\0');
        }
    }

    void applyTo(OkHttpClient.Builder client, @Nullable OkHttpClient base) {
        if (authorities.isEmpty() && keys == null) {
            return;
        }
        try {
            X509TrustManager trust = trust(base);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {trust}, null);
            client.sslSocketFactory(context.getSocketFactory(), trust);
        } catch (GeneralSecurityException | IOException e) {
            throw new MisconfiguredException(
                    "Cannot set up TLS with these certificates; check that they are valid X.509", e);
        }
    }

    private X509TrustManager trust(@Nullable OkHttpClient base) throws GeneralSecurityException, IOException {
        X509TrustManager platform =
                base != null && base.x509TrustManager() != null ? base.x509TrustManager() : first(null);
        return authorities.isEmpty() ? platform : first(storeWith(platform.getAcceptedIssuers()));
    }

    private KeyStore storeWith(X509Certificate[] platform) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (X509Certificate certificate : platform) {
            store.setCertificateEntry("platform" + store.size(), certificate);
        }
        for (X509Certificate certificate : authorities) {
            store.setCertificateEntry("own" + store.size(), certificate);
        }
        return store;
    }

    private static X509TrustManager first(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("the platform has no X.509 trust manager"));
    }
}
