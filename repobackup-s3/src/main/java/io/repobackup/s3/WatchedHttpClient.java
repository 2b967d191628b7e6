package io.repobackup.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** An HTTP client whose calls end when their threads are interrupted, or when no byte moves. <i>Thread-safe.</i> */
final class WatchedHttpClient implements SdkHttpClient {

    private final SdkHttpClient client;
    private final Duration stall;
    private final CallWatch watch = new CallWatch();

    WatchedHttpClient(SdkHttpClient client, Duration stall) {
        this.client = client;
        this.stall = stall;
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Watched(request);
    }

    @Override
    public void close() {
        watch.close();
        client.close();
    }

    private final class Watched implements ExecutableHttpRequest {

        private final ExecutableHttpRequest request;
        private final WatchedCall call;

        Watched(HttpExecuteRequest original) {
            this.call = new WatchedCall(this, stall);
            HttpExecuteRequest.Builder copy = HttpExecuteRequest.builder().request(original.httpRequest());
            original.metricCollector().ifPresent(copy::metricCollector);
            original.contentStreamProvider().ifPresent(content -> copy.contentStreamProvider(telling(content)));
            this.request = client.prepareRequest(copy.build());
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            watch.begin(call);
            boolean goesOn = false;
            try {
                HttpExecuteResponse response = call.during(request::call);
                goesOn = response.responseBody().isPresent();
                return goesOn ? withWatchedBody(response) : response;
            } finally {
                if (!goesOn) {
                    watch.ended(call);
                }
            }
        }

        @Override
        public void abort() {
            request.abort();
        }

        private HttpExecuteResponse withWatchedBody(HttpExecuteResponse response) {
            AbortableInputStream body = response.responseBody().orElseThrow();
            return HttpExecuteResponse.builder()
                    .response(response.httpResponse())
                    .responseBody(AbortableInputStream.create(new Body(body, call), () -> {
                        watch.ended(call);
                        body.abort();
                    }))
                    .build();
        }

        private ContentStreamProvider telling(ContentStreamProvider content) {
            return () -> new Sent(content.newStream(), call);
        }
    }

    /** What is sent: each piece that is taken shows that the connection still takes some. */
    private static final class Sent extends FilterInputStream {

        private final WatchedCall call;

        Sent(InputStream in, WatchedCall call) {
            super(in);
            this.call = call;
        }

        @Override
        public int read() throws IOException {
            call.moved();
            return in.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            call.moved();
            return in.read(buffer, offset, length);
        }
    }

    private final class Body extends FilterInputStream {

        private final WatchedCall call;

        Body(InputStream in, WatchedCall call) {
            super(in);
            this.call = call;
        }

        @Override
        public int read() throws IOException {
            return call.during(in::read);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return call.during(() -> in.read(buffer, offset, length));
        }

        @Override
        public void close() throws IOException {
            watch.ended(call);
            call.during(() -> {
                in.close();
                return true;
            });
        }
    }
}
