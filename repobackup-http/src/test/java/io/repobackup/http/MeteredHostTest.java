package io.repobackup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.failure.RateLimitedException;
import io.repobackup.http.limit.Budget;
import io.repobackup.http.limit.Cost;
import io.repobackup.http.limit.LimitRule;
import io.repobackup.http.limit.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a host that counts, and bans. */
class MeteredHostTest {

    private static final Cost CORE = Cost.of("core");
    private static final CredentialsProvider ONE = Tokens.fixed("one", "token-1");
    private static final CredentialsProvider OTHER = Tokens.fixed("other", "token-2");

    private HostFixture host;

    @BeforeEach
    void open() throws Exception {
        host = new HostFixture();
    }

    @AfterEach
    void close() {
        host.close();
    }

    private MeteredHost metered(Duration skew, long limit, int pointsPerMinute) {
        MeteredHost metered = new MeteredHost(host.clock, skew, limit, Duration.ofHours(1), pointsPerMinute);
        host.server.setDispatcher(metered);
        return metered;
    }

    private HttpClient client(LimitRule rule) {
        return host.keep(host.settings().limits(rule).build());
    }

    private void send(HttpClient client, CredentialsProvider credentials, Cost cost, int times) {
        for (int i = 0; i < times; i++) {
            client.send(HttpRequest.get(host.url("/repos/" + i))
                            .withCredentials(credentials)
                            .withCost(cost))
                    .close();
        }
    }

    private void inThreads(int threads, Runnable work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(executor.submit(work));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 0, 300})
    void noBudgetIsOverdrawnWhateverTheHostsClockSays(long skewSeconds) {
        MeteredHost metered = metered(Duration.ofSeconds(skewSeconds), 20, 1_000);
        Instant begin = host.clock.instant();

        send(client(LimitRule.standard().withReservedShare(0)), ONE, CORE, 65);

        assertThat(metered.violations("token-1")).isZero();
        assertThat(metered.served("token-1")).isEqualTo(65);
        assertThat(Duration.between(begin, host.clock.instant()))
                .isBetween(Duration.ofHours(3), Duration.ofHours(3).plusSeconds(10));
    }

    @Test
    void manyThreadsWithOneCredentialOverdrawNothing() throws Exception {
        MeteredHost metered = metered(Duration.ofSeconds(7), 50, 1_000);
        HttpClient client = client(LimitRule.standard().withReservedShare(0).withLongestWait(Duration.ofDays(9)));

        inThreads(8, () -> send(client, ONE, CORE, 30));

        assertThat(metered.violations("token-1")).isZero();
        assertThat(metered.served("token-1")).isEqualTo(240);
    }

    @Test
    void requestsThatNameNoResourceOverdrawNothingEither() throws Exception {
        MeteredHost metered = metered(Duration.ZERO, 50, 1_000);
        HttpClient client = client(LimitRule.standard().withReservedShare(0).withLongestWait(Duration.ofDays(9)));

        inThreads(8, () -> send(client, ONE, Cost.standard(), 20));

        assertThat(metered.violations("token-1")).isZero();
    }

    @Test
    void aPublishedRateIsKeptByManyThreads() throws Exception {
        MeteredHost metered = metered(Duration.ZERO, 100_000, 30);
        Cost paced = CORE.withPace(new Pace("rest", 30, Duration.ofMinutes(1)), 1);
        HttpClient client = client(LimitRule.standard().withReservedShare(0).withLongestWait(Duration.ofDays(9)));
        Instant begin = host.clock.instant();

        inThreads(8, () -> send(client, ONE, paced, 15));

        assertThat(metered.violations("token-1")).isZero();
        assertThat(metered.served("token-1")).isEqualTo(120);
        assertThat(Duration.between(begin, host.clock.instant())).isGreaterThanOrEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void theReserveIsLeftToOthers() {
        metered(Duration.ZERO, 100, 1_000);
        HttpClient client = client(LimitRule.standard().withReservedShare(0.2).withReservedUnits(5));

        send(client, ONE, CORE, 80);
        assertThat(host.waits).isEmpty();
        assertThat(client.budgets(ONE)).singleElement().satisfies(budget -> {
            assertThat(budget.resource()).isEqualTo("core");
            assertThat(budget.remaining()).isEqualTo(20);
            assertThat(budget.window()).isEqualTo(Duration.ofHours(1));
        });

        send(client, ONE, CORE, 1);
        assertThat(host.waits)
                .singleElement()
                .satisfies(wait -> assertThat(wait).isBetween(Duration.ofMinutes(60), Duration.ofMinutes(61)));
        assertThat(host.events)
                .filteredOn(HttpEvent.Paused.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    HttpEvent.Paused paused = (HttpEvent.Paused) event;
                    assertThat(paused.identity()).isEqualTo("one");
                    assertThat(paused.until()).isEqualTo(paused.at().plus(host.waits.get(0)));
                    assertThat(paused.why()).contains("'core'", "20 of 100", "20 are reserved");
                });
    }

    @Test
    void whatOthersUsedUpCostsOneRefusalForAllThreads() throws Exception {
        MeteredHost metered = metered(Duration.ZERO, 50, 1_000);
        HttpClient client = client(LimitRule.standard().withReservedShare(0).withLongestWait(Duration.ofDays(9)));
        send(client, ONE, CORE, 2);
        metered.usedByOthers("token-1", 1_000);

        send(client, ONE, CORE, 1);
        inThreads(4, () -> send(client, ONE, CORE, 5));

        assertThat(metered.violations("token-1")).isEqualTo(1);
        assertThat(metered.served("token-1")).isEqualTo(23);
    }

    @Test
    void aPauseOfOneCredentialIsNoneOfAnother() {
        MeteredHost metered = metered(Duration.ZERO, 50, 1_000);
        HttpClient client = client(LimitRule.standard().withReservedShare(0).withLongestWait(Duration.ofMinutes(1)));
        send(client, ONE, CORE, 1);
        metered.usedByOthers("token-1", 1_000);
        assertThatExceptionOfType(RateLimitedException.class).isThrownBy(() -> send(client, ONE, CORE, 1));

        send(client, OTHER, CORE, 40);

        assertThat(host.waits).isEmpty();
        assertThat(metered.violations("token-1")).isEqualTo(1);
        assertThat(metered.violations("token-2")).isZero();
        assertThat(client.budgets(OTHER)).extracting(Budget::remaining).containsExactly(10L);
    }

    @Test
    void nothingIsSentWhileTheCredentialIsPaused() {
        MeteredHost metered = metered(Duration.ZERO, 50, 1_000);
        HttpClient client = client(LimitRule.standard().withReservedShare(0).withLongestWait(Duration.ofMinutes(1)));
        send(client, ONE, CORE, 1);
        metered.usedByOthers("token-1", 1_000);

        for (Cost any : List.of(CORE, Cost.of("search"), Cost.standard(), Cost.nothing(), CORE)) {
            assertThatExceptionOfType(RateLimitedException.class)
                    .isThrownBy(() -> send(client, ONE, any, 1))
                    .satisfies(e ->
                            assertThat(e.retryAt()).isAfter(host.clock.instant().plus(Duration.ofMinutes(59))));
        }

        assertThat(metered.violations("token-1")).isEqualTo(1);
        assertThat(host.waits).isEmpty();
    }
}
