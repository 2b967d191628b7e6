package io.repobackup.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repobackup.api.sink.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Signs requests by Signature Version 4. The SDK's own signer writes what it signs to its log, session tokens included;
 * this one is silent. Over TLS the body of an
 * object is not signed; its checksum is in a header that is.
 *
 * <p><i>Thread-safe.</i>
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">the specification</a>
 */
final class RequestSigner implements HttpSigner<AwsCredentialsIdentity> {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String CHECKSUM = "x-amz-checksum-sha256";

    @Override
    public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
        Clock clock = request.hasProperty(SIGNING_CLOCK) ? request.property(SIGNING_CLOCK) : Clock.systemUTC();
        Scope scope = Scope.of(
                clock.instant(),
                request.requireProperty(AwsV4HttpSigner.REGION_NAME),
                request.requireProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME));
        SdkHttpRequest.Builder signed = request.request().toBuilder();
        String payload = isPayloadSigned(request) ? payload(request.request(), request.payload()) : "UNSIGNED-PAYLOAD";
        signed.putHeader("Host", host(request.request()))
                .putHeader("X-Amz-Date", scope.time())
                .putHeader("x-amz-content-sha256", payload);
        if (request.identity() instanceof AwsSessionCredentialsIdentity session) {
            signed.putHeader("X-Amz-Security-Token", session.sessionToken());
        }
        CanonicalRequest canonical = CanonicalRequest.of(signed.build(), payload);
        signed.putHeader("Authorization", authorization(canonical, scope, request.identity()));
        return SignedRequest.builder()
                .request(signed.build())
                .payload(request.payload().orElse(null))
                .build();
    }

    @Override
    public CompletableFuture<AsyncSignedRequest> signAsync(AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
        throw new UnsupportedOperationException("only requests that are waited for are signed");
    }

    /** The day, the place and the service that a signature holds for. */
    private record Scope(String time, String text, String region, String service) {

        static Scope of(Instant now, String region, String service) {
            String time = TIME.format(now);
            return new Scope(
                    time, time.substring(0, 8) + "/" + region + "/" + service + "/aws4_request", region, service);
        }

        byte[] key(String secret) {
            byte[] day = hmac(("AWS4" + secret).getBytes(UTF_8), time.substring(0, 8));
            return hmac(hmac(hmac(day, region), service), "aws4_request");
        }
    }

    private static String authorization(CanonicalRequest canonical, Scope scope, AwsCredentialsIdentity identity) {
        String toSign = ALGORITHM + "\n" + scope.time() + "\n" + scope.text() + "\n"
                + Sha256.of(canonical.text().getBytes(UTF_8));
        byte[] signature = hmac(scope.key(identity.secretAccessKey()), toSign);
        return ALGORITHM + " Credential=" + identity.accessKeyId() + "/" + scope.text() + ", SignedHeaders="
                + canonical.signedHeaders() + ", Signature=" + HexFormat.of().formatHex(signature);
    }

    private static String host(SdkHttpRequest request) {
        int standard = "https".equals(request.protocol()) ? 443 : 80;
        return request.port() == standard ? request.host() : request.host() + ":" + request.port();
    }

    /** A service that takes unsigned bodies says so; without TLS it is not made use of. */
    private static boolean isPayloadSigned(SignRequest<? extends AwsCredentialsIdentity> request) {
        boolean tls = "https".equals(request.request().protocol());
        return !tls || request.requireProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, true);
    }

    private static String payload(SdkHttpRequest request, Optional<ContentStreamProvider> content) {
        return request.firstMatchingHeader(CHECKSUM)
                .map(known -> HexFormat.of().formatHex(Base64.getDecoder().decode(known)))
                .orElseGet(() -> content.map(RequestSigner::digest)
                        .orElseGet(() -> Sha256.of(new byte[0]).hex()));
    }

    private static String digest(ContentStreamProvider content) {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[16 << 10];
        try (InputStream in = content.newStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Sha256.from(digest).hex();
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HmacSHA256", e);
        }
    }
}
