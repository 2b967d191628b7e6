package io.repobackup.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * Apache's HTTP client for the SDK, over connections that log nothing: the SDK's own shows every header in the log,
 * session tokens included. Repeats, redirects, unpacks and remembers nothing. Goes through the proxy that is set for the
 * Java machine.
 *
 * <p><i>Thread-safe.</i>
 */
final class QuietHttpClient implements SdkHttpClient {

    private static final int CONNECTIONS = 256;
    private static final TimeValue IDLE = TimeValue.ofSeconds(60);
    private static final TimeValue DOUBTED_AFTER = TimeValue.ofSeconds(5);

    private final CloseableHttpClient client;

    QuietHttpClient(Duration connectTimeout, Duration readTimeout) {
        this.client = HttpClientBuilder.create()
                .setConnectionManager(connections(connectTimeout, readTimeout))
                .setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(readTimeout))
                        .setResponseTimeout(Timeout.of(readTimeout))
                        .setExpectContinueEnabled(false)
                        .build())
                .evictIdleConnections(IDLE)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .disableDefaultUserAgent()
                .build();
    }

    /** Has an SDK client make its own HTTP client, and close it. <i>Confined to one thread at a time.</i> */
    static final class Builder implements SdkHttpClient.Builder<Builder> {

        private static final Duration CONNECT = Duration.ofSeconds(10);
        private static final Duration READ = Duration.ofSeconds(60);

        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return new QuietHttpClient(CONNECT, READ);
        }
    }

    @Override
    public String clientName() {
        return "Apache5";
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        SdkHttpRequest http = request.httpRequest();
        return new Prepared(new HttpHost(http.protocol(), http.host(), http.port()), message(request));
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    private static PoolingHttpClientConnectionManager connections(Duration connectTimeout, Duration readTimeout) {
        Timeout read = Timeout.of(readTimeout);
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(QuietConnection::over)
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(read)
                        .setTcpNoDelay(true)
                        .setSoKeepAlive(true)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connectTimeout))
                        .setSocketTimeout(read)
                        .setValidateAfterInactivity(DOUBTED_AFTER)
                        .build())
                .build();
    }

    private static HttpUriRequestBase message(HttpExecuteRequest request) {
        SdkHttpRequest http = request.httpRequest();
        HttpUriRequestBase message = new HttpUriRequestBase(http.method().name(), http.getUri());
        message.setAuthority(new URIAuthority(http.host(), standardPort(http) ? -1 : http.port()));
        http.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
                values.forEach(value -> message.addHeader(name, value));
            }
        });
        request.contentStreamProvider().ifPresent(content -> {
            long length = http.firstMatchingHeader("Content-Length")
                    .map(Long::parseLong)
                    .orElse(-1L);
            message.setEntity(new InputStreamEntity(content.newStream(), length, null));
        });
        return message;
    }

    private static boolean standardPort(SdkHttpRequest request) {
        return request.port() == ("https".equals(request.protocol()) ? 443 : 80);
    }

    private final class Prepared implements ExecutableHttpRequest {

        private final HttpHost target;
        private final HttpUriRequestBase message;

        Prepared(HttpHost target, HttpUriRequestBase message) {
            this.target = target;
            this.message = message;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            ClassicHttpResponse answer = client.executeOpen(target, message, null);
            SdkHttpFullResponse.Builder response =
                    SdkHttpFullResponse.builder().statusCode(answer.getCode()).statusText(answer.getReasonPhrase());
            for (Header header : answer.getHeaders()) {
                response.appendHeader(header.getName(), header.getValue());
            }
            HttpExecuteResponse.Builder told = HttpExecuteResponse.builder().response(response.build());
            HttpEntity body = answer.getEntity();
            if (body == null) {
                answer.close();
                return told.build();
            }
            InputStream content = body.getContent();
            return told.responseBody(AbortableInputStream.create(content, this)).build();
        }

        @Override
        public void abort() {
            message.abort();
        }
    }
}
