package io.repobackup.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

class RequestSignerTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2013-05-24T00:00:00Z"), ZoneOffset.UTC);
    private static final AwsCredentialsIdentity PUBLISHED =
            AwsCredentialsIdentity.create("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    private final HttpSigner<AwsCredentialsIdentity> ours = new RequestSigner();
    private final HttpSigner<AwsCredentialsIdentity> theirs = AwsV4HttpSigner.create();

    /** The examples of the specification. */
    @ParameterizedTest
    @CsvSource({
        "/test.txt,,Range=bytes=0-9,f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        "/,lifecycle,,fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        "/,max-keys=2&prefix=J,,34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
    })
    void thePublishedSignaturesAreOurs(String path, String query, String header, String signature) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("http://examplebucket.s3.amazonaws.com" + path + (query == null ? "" : "?" + query)));
        if (header != null) {
            request.putHeader("Range", header.substring(6));
        }
        assertThat(signed(ours, request.build(), new byte[0], PUBLISHED)).contains("Signature=" + signature);
    }

    @Test
    void whateverIsSignedTheSignatureIsTheOneOfTheSdk() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] body = bytes(random);
            SdkHttpRequest request = request(random);
            AwsCredentialsIdentity identity = random.nextBoolean()
                    ? PUBLISHED
                    : AwsSessionCredentialsIdentity.create("ID", "secret", "token/+=" + random.nextInt());
            assertThat(signed(ours, request, body, identity))
                    .as("%s %s", request, request.rawQueryParameters())
                    .isEqualTo(signed(theirs, request, body, identity));
        }
    }

    private static SdkHttpRequest request(Random random) {
        String[] paths = {"/b/data/host/1/pack", "/b/a%2520b/%7E", "/", "/b/a%2Bb%21", "/b/%C3%A4"};
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.values()[random.nextInt(3)])
                .protocol(random.nextBoolean() ? "https" : "http")
                .host(random.nextBoolean() ? "store.example.org" : "sts.example.org")
                .port(random.nextBoolean() ? 443 : 9000)
                .encodedPath(paths[random.nextInt(paths.length)])
                .putHeader("x-amz-meta-" + (char) ('a' + random.nextInt(26)), "  spaced   out ")
                .putHeader("Content-Type", "application/xml")
                .putHeader("User-Agent", "any")
                .putHeader("Expect", "100-continue");
        for (String name : new String[] {"prefix", "prefix-x", "list-type", "uploads", "a b", "ä"}) {
            if (random.nextBoolean()) {
                request.putRawQueryParameter(name, random.nextBoolean() ? "" : "v/+ %~" + random.nextInt());
            }
        }
        return request.build();
    }

    private static byte[] bytes(Random random) {
        return ("body" + random.nextInt()).getBytes(UTF_8);
    }

    private static String signed(
            HttpSigner<AwsCredentialsIdentity> signer,
            SdkHttpRequest request,
            byte[] body,
            AwsCredentialsIdentity who) {
        SdkHttpRequest signed = signer.sign(r -> r.identity(who)
                        .request(request)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(HttpSigner.SIGNING_CLOCK, CLOCK)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                        .putProperty(
                                AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED,
                                request.protocol().equals("http")))
                .request();
        return signed.firstMatchingHeader("Authorization").orElseThrow();
    }
}
