package io.repobackup.http;

import io.repobackup.api.credential.Secret;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Certificates made for a test. */
final class TlsFixture {

    static final char[] PASSWORD = "p-a-s-s".toCharArray();

    private TlsFixture() {}

    static HeldCertificate authority(String name) {
        return new HeldCertificate.Builder()
                .certificateAuthority(0)
                .commonName(name)
                .build();
    }

    static HeldCertificate signedBy(HeldCertificate authority, String name) {
        return new HeldCertificate.Builder()
                .commonName(name)
                .addSubjectAlternativeName(name)
                .signedBy(authority)
                .build();
    }

    /** Makes the host speak TLS with this certificate, and trust this authority for client certificates. */
    static void serve(HostFixture host, HeldCertificate certificate, HeldCertificate trusted) {
        host.server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .addTrustedCertificate(trusted.certificate())
                .build()
                .sslSocketFactory());
    }

    /** Makes the host speak TLS, and a client that trusts it. */
    static HttpClient over(HostFixture host) {
        HeldCertificate authority = authority("ca");
        serve(host, signedBy(authority, "127.0.0.1"), authority);
        return host.keep(
                host.settings().trusting(List.of(authority.certificate())).build());
    }

    static KeyStore store(HeldCertificate certificate, HeldCertificate authority) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Certificate[] chain = {certificate.certificate(), authority.certificate()};
        store.setKeyEntry("client", certificate.keyPair().getPrivate(), PASSWORD, chain);
        return store;
    }

    static Secret password() {
        return Secret.of(PASSWORD);
    }
}
