package io.repobackup.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.okhttp.OkHttpAsyncHttpClientBuilder;
import com.azure.core.util.Configuration;
import java.time.Duration;
import okhttp3.OkHttpClient;

/**
 * The connections of one sink. No request is sent twice by it: whether that is harmless only the sink knows.
 *
 * <p><i>Thread-safe.</i> Closed by the sink.
 */
final class Transport implements AutoCloseable {

    private final OkHttpClient connections;
    private final HttpClient client;

    /** Gives up a connection attempt, or a connection on which nothing moves, after these times. */
    Transport(Duration connectTimeout, Duration stallTimeout) {
        this.connections = new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .addInterceptor(new InterruptibleCalls())
                .connectTimeout(connectTimeout)
                .readTimeout(stallTimeout)
                .writeTimeout(stallTimeout)
                .build();
        connections.dispatcher().setMaxRequests(1_000);
        connections.dispatcher().setMaxRequestsPerHost(1_000);
        // The builder sets its own time-outs over those of the client.
        this.client = new OkHttpAsyncHttpClientBuilder(connections)
                .configuration(Configuration.NONE)
                .connectionTimeout(connectTimeout)
                .readTimeout(stallTimeout)
                .writeTimeout(stallTimeout)
                .responseTimeout(stallTimeout)
                .build();
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() {
        connections.dispatcher().cancelAll();
        connections.dispatcher().executorService().shutdown();
        connections.connectionPool().evictAll();
    }
}
