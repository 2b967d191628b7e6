package io.repobackup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.failure.CancelledException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CancellationTest {

    private HostFixture host;
    private HttpRequest get;

    @BeforeEach
    void open() throws Exception {
        host = new HostFixture();
        get = HttpRequest.get(host.url("/x"));
    }

    @AfterEach
    void close() {
        host.close();
    }

    /** What a thread met that was stopped while it worked, and whether its flag was set in the end. */
    private record End(Throwable thrown, boolean flag) {}

    private static End whenStopped(Callable<?> work, CountDownLatch begun, Runnable beforeStop, Stop stop)
            throws Exception {
        CompletableFuture<End> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                work.call();
                end.complete(new End(new AssertionError("it was not stopped"), false));
            } catch (Throwable e) {
                end.complete(new End(e, Thread.currentThread().isInterrupted()));
            }
        });
        thread.start();
        begun.await();
        beforeStop.run();
        stop.stop(thread);
        return end.get(20, TimeUnit.SECONDS);
    }

    private interface Stop {
        void stop(Thread thread);
    }

    private void assertCancelled(End end) {
        assertThat(end.thrown()).isInstanceOf(CancelledException.class).hasMessageContaining("interrupted");
        assertThat(end.flag()).isTrue();
    }

    /** Is down as soon as the host has the request. */
    private CountDownLatch taken() {
        CountDownLatch taken = new CountDownLatch(1);
        CompletableFuture.runAsync(() -> {
            try {
                host.taken();
                taken.countDown();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        return taken;
    }

    @Nested
    class AnInterrupt {

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void endsTheWaitForAnAnswer(boolean http2) throws Exception {
            HttpClient client = http2 ? TlsFixture.over(host) : host.client();
            host.server.enqueue(new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build());
            HttpRequest request = HttpRequest.get(host.url("/x"));

            assertCancelled(whenStopped(() -> client.send(request), taken(), () -> {}, Thread::interrupt));
            assertThat(host.server.getRequestCount()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void endsTheReadOfABody(boolean http2) throws Exception {
            HttpClient client = http2 ? TlsFixture.over(host) : host.client();
            host.server.enqueue(new MockResponse.Builder()
                    .body("x".repeat(100_000))
                    .throttleBody(10, 1, TimeUnit.HOURS)
                    .build());
            HttpRequest request = HttpRequest.get(host.url("/x")).withIdleTimeout(Duration.ofHours(2));
            CountDownLatch reading = new CountDownLatch(1);

            End end = whenStopped(
                    () -> {
                        try (HttpResponse answer = client.send(request)) {
                            answer.body().read();
                            reading.countDown();
                            return answer.bodyUpTo(1_000_000);
                        }
                    },
                    reading,
                    () -> {},
                    Thread::interrupt);

            assertCancelled(end);
        }

        @Test
        void endsTheWaitForTheNextAttempt() throws Exception {
            CountDownLatch waiting = new CountDownLatch(1);
            HttpClient client = host.keep(HttpClient.builder()
                    .retries(new RetryRule(2, Duration.ofHours(1), Duration.ofHours(1)))
                    .jitter(() -> 1)
                    .listener(event -> {
                        if (event instanceof HttpEvent.Waiting) {
                            waiting.countDown();
                        }
                    })
                    .build());
            host.answer(500);

            assertCancelled(whenStopped(() -> client.send(get), waiting, () -> {}, Thread::interrupt));
        }

        @Test
        void keepsARequestFromBeingSent() {
            HttpClient client = host.client();
            Thread.currentThread().interrupt();
            try {
                assertThatExceptionOfType(CancelledException.class)
                        .isThrownBy(() -> client.send(get))
                        .withMessageContaining("was not sent");
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(host.server.getRequestCount()).isZero();
        }
    }

    @Nested
    class Closing {

        @Test
        void endsTheWaitForAnAnswer() throws Exception {
            HttpClient client = host.client();
            host.server.enqueue(new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build());

            End end = whenStopped(() -> client.send(get), taken(), client::close, thread -> {});

            assertThat(end.thrown()).isInstanceOf(CancelledException.class).hasMessageContaining("client was closed");
            assertThat(end.flag()).isFalse();
        }

        @Test
        void endsTheWaitForTheNextAttempt() throws Exception {
            CountDownLatch waiting = new CountDownLatch(1);
            HttpClient client = host.keep(HttpClient.builder()
                    .retries(new RetryRule(2, Duration.ofHours(1), Duration.ofHours(1)))
                    .jitter(() -> 1)
                    .listener(event -> {
                        if (event instanceof HttpEvent.Waiting) {
                            waiting.countDown();
                        }
                    })
                    .build());
            host.answer(500);

            End end = whenStopped(() -> client.send(get), waiting, client::close, thread -> {});

            assertThat(end.thrown()).isInstanceOf(CancelledException.class).hasMessageContaining("client was closed");
        }

        @Test
        void endsItsThreads() throws Exception {
            HttpClient client = host.client();
            host.answer(200, "x");
            client.send(get).close();

            client.close();

            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().startsWith("repobackup-http")) {
                    thread.join(10_000);
                    assertThat(thread.isAlive()).isFalse();
                }
            }
        }

        @Test
        void leavesAnOwnClientOpen() throws Exception {
            OkHttpClient own = new OkHttpClient();
            HttpClient client = host.settings().okHttp(own).build();
            host.answer(200, "x");
            host.answer(200, "y");
            HostFixture.text(client.send(get));

            client.close();

            assertThat(own.dispatcher().executorService().isShutdown()).isFalse();
            assertThat(own.connectionPool().connectionCount()).isEqualTo(1);
            CompletableFuture<Integer> status = new CompletableFuture<>();
            own.newCall(new Request.Builder().url(host.server.url("/")).build()).enqueue(new Completing(status));
            assertThat(status.get(10, TimeUnit.SECONDS)).isEqualTo(200);
            own.dispatcher().executorService().shutdown();
            own.connectionPool().evictAll();
        }
    }

    private record Completing(CompletableFuture<Integer> status) implements Callback {

        @Override
        public void onResponse(Call call, Response response) {
            try (response) {
                status.complete(response.code());
            }
        }

        @Override
        public void onFailure(Call call, IOException e) {
            status.completeExceptionally(new ExecutionException(e));
        }
    }
}
