package io.repobackup.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The policy of a writer at AWS lets no request make an object that does not say that there may be none. */
class ConditionsTest {

    private static final BlobOptions DATA = BlobOptions.of(BlobClass.DATA);

    private final S3ProxyServer server = S3ProxyServer.running();

    @Test
    void everyRequestThatMakesAnObjectSaysThatThereMayBeNone() {
        try (Front front = Front.of(server.endpoint());
                BlobSink sink = S3BlobSink.builder(server.newBucket())
                        .endpoint(front.endpoint())
                        .pathStyle()
                        .partSizeInBytes(5 << 20)
                        .credentials(
                                S3AccessKey.of(S3ProxyServer.KEY_ID, Secret.of(S3ProxyServer.SECRET.toCharArray())))
                        .build()) {
            upload(sink, "data/before-anything-is-known", 10);
            sink.putIfAbsent(BlobKey.of("log/1"), new byte[1], DATA);
            upload(sink, "data/small", 10);
            upload(sink, "data/large", 11 << 20);
            List<Front.Request> making = front.requests().stream()
                    .filter(ConditionsTest::makesAnObject)
                    .toList();
            assertThat(making)
                    .hasSizeGreaterThanOrEqualTo(4)
                    .allSatisfy(request ->
                            assertThat(request.head().toLowerCase(Locale.ROOT)).contains("if-none-match: *"));
        }
    }

    private static boolean makesAnObject(Front.Request request) {
        boolean part = request.target().contains("partNumber=");
        boolean completion = request.method().equals("POST") && request.target().contains("uploadId=");
        return (request.method().equals("PUT") && !part) || completion;
    }

    private static void upload(BlobSink sink, String key, int length) {
        try (BlobUpload upload = sink.begin(BlobKey.of(key), DATA)) {
            upload.write(ByteBuffer.allocate(length));
            upload.commit();
        }
    }
}
