package io.repobackup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.repobackup.api.failure.RateLimitedException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private HostFixture host;
    private HttpClient client;
    private HttpRequest get;

    @BeforeEach
    void open() throws Exception {
        host = new HostFixture();
        client = host.client();
        get = HttpRequest.get(host.url("/x"));
    }

    @AfterEach
    void close() {
        host.close();
    }

    private void answers(int times, int status, String... headers) {
        for (int i = 0; i < times; i++) {
            host.answer(status, "", headers);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void isWaitedForAndThenSome(int status) {
        answers(1, status, "Retry-After", "30");
        host.answer(200, "again");

        assertThat(HostFixture.text(client.send(get))).isEqualTo("again");
        assertThat(host.waits).containsExactly(Duration.ofSeconds(31));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void longerThanTheRuleWouldWaitIsRateLimited(int status) {
        answers(1, status, "Retry-After", "3901");

        RateLimitedException failure = catchThrowableOfType(RateLimitedException.class, () -> client.send(get));

        assertThat(failure.retryAt()).isEqualTo(host.clock.instant().plusSeconds(3_901));
        assertThat(host.waits).isEmpty();
    }

    @Test
    void asADateCountsFromTheHostsOwnDate() {
        host.answer(429, "", "Date", "Wed, 21 Oct 2015 07:28:00 GMT", "Retry-After", "Wed, 21 Oct 2015 09:28:00 GMT");

        RateLimitedException failure = catchThrowableOfType(RateLimitedException.class, () -> client.send(get));

        assertThat(failure.retryAt()).isEqualTo(host.clock.instant().plus(Duration.ofHours(2)));
    }

    @Test
    void asADateWithoutTheHostsOwnCountsFromOurClock() {
        host.answer(429, "", "Retry-After", "Mon, 05 Jan 2026 14:00:00 GMT");

        RateLimitedException failure = catchThrowableOfType(RateLimitedException.class, () -> client.send(get));

        assertThat(failure.retryAt()).isEqualTo("2026-01-05T14:00:00Z");
    }

    @Test
    void inThePastOrUnreadableIsAsGoodAsNone() {
        host.answer(429, "", "Retry-After", "Wed, 21 Oct 2015 08:28:00 GMT");
        host.answer(429, "", "Retry-After", "soon");
        host.answer(200);

        client.send(get).close();

        assertThat(host.waits).containsExactly(Duration.ofSeconds(61), Duration.ofSeconds(121));
    }

    @Test
    void ofAGiganticNumberIsAYear() {
        host.answer(429, "", "Retry-After", "99999999999999999999");

        RateLimitedException failure = catchThrowableOfType(RateLimitedException.class, () -> client.send(get));

        assertThat(failure.retryAt()).isEqualTo(host.clock.instant().plus(Duration.ofDays(366)));
    }

    @Test
    void thatNeverEndsIsRateLimitedInTheEnd() {
        answers(9, 429, "Retry-After", "10");

        RateLimitedException failure = catchThrowableOfType(RateLimitedException.class, () -> client.send(get));

        assertThat(host.waits)
                .containsExactly(Duration.ofSeconds(11), Duration.ofSeconds(121), Duration.ofSeconds(241));
        assertThat(failure.retryAt()).isEqualTo(host.clock.instant().plusSeconds(480));
        assertThat(host.server.getRequestCount()).isEqualTo(4);
    }
}
