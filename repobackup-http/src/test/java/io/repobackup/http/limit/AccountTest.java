package io.repobackup.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AccountTest {

    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
    private static final LimitRule ALL = LimitRule.standard().withReservedShare(0);

    private Account account = new Account(ALL);

    private Admission ask(Cost cost, long second) {
        return account.ask("api.host", cost, NOW.plusSeconds(second));
    }

    private void answered(Admission pass, long second, int status, String... headers) {
        ((Pass) pass).answered(status, TallyTest.headers(headers), () -> "", NOW.plusSeconds(second));
        ((Pass) pass).close();
    }

    private static void assertLater(Admission admission, long second) {
        assertThat(admission)
                .isInstanceOfSatisfying(
                        Admission.Later.class,
                        later -> assertThat(later.until()).isEqualTo(NOW.plusSeconds(second)));
    }

    private static String[] budget(String resource, long limit, long remaining, long reset) {
        return new String[] {
            "X-RateLimit-Limit",
            "" + limit,
            "X-RateLimit-Remaining",
            "" + remaining,
            "X-RateLimit-Reset",
            "" + reset,
            "X-RateLimit-Resource",
            resource
        };
    }

    @Nested
    class Budgets {

        private final Cost core = Cost.of("core");

        @Test
        void areProbedByOneRequestAlone() {
            Admission first = ask(core, 0);
            assertThat(ask(core, 0)).isEqualTo(Admission.Full.FULL);
            assertThat(ask(Cost.of("search"), 0)).isInstanceOf(Pass.class);

            answered(first, 1, 200, budget("core", 10, 9, 60));
            assertThat(ask(core, 1)).isInstanceOf(Pass.class);
            assertThat(ask(core, 1)).isInstanceOf(Pass.class);
        }

        @Test
        void areProbedAgainWhenTheSpanIsOver() {
            answered(ask(core, 0), 0, 200, budget("core", 10, 1, 60));
            ask(core, 1);
            assertLater(ask(core, 2), 61);

            assertThat(ask(core, 61)).isInstanceOf(Pass.class);
            assertThat(ask(core, 61)).isEqualTo(Admission.Full.FULL);
        }

        @Test
        void countWhatIsUnderWay() {
            answered(ask(core, 0), 0, 200, budget("core", 10, 3, 60));
            for (int i = 0; i < 3; i++) {
                assertThat(ask(core, 1)).isInstanceOf(Pass.class);
            }
            assertLater(ask(core, 1), 61);
        }

        @Test
        void areTheLeastThatAnswersOfOneSpanTell() {
            Admission unknown = ask(core, 0);
            answered(unknown, 0, 200, budget("core", 10, 5, 60));
            Admission early = ask(core, 1);
            Admission late = ask(core, 1);
            answered(late, 1, 200, budget("core", 10, 1, 59));
            answered(early, 2, 200, budget("core", 10, 4, 58));

            assertThat(account.budgets()).extracting(Budget::remaining).containsExactly(1L);
        }

        @Test
        void areThoseThatTheHostNames() {
            answered(ask(Cost.of("my search"), 0), 0, 200, budget("search", 30, 0, 60));

            assertLater(ask(Cost.of("my search"), 1), 61);
            assertLater(ask(Cost.of("search"), 1), 61);
            assertThat(ask(core, 1)).isInstanceOf(Pass.class);
        }

        @Test
        void areNoneWhereTheHostTellsOfNone() {
            answered(ask(core, 0), 0, 200);
            for (int i = 0; i < 50; i++) {
                assertThat(ask(core, 0)).isInstanceOf(Pass.class);
            }
        }

        @Test
        void areNotWaitedForForEverByWhatCostsMoreThanIsUsed() {
            account = new Account(LimitRule.standard().withReservedShare(0.5));
            Cost large = core.withUnits(80);
            answered(ask(core, 0), 0, 200, budget("core", 100, 99, 60));
            assertLater(ask(large, 1), 61);
            assertThat(ask(large, 61)).isInstanceOf(Pass.class);
        }

        @Test
        void ofGitAreNone() {
            answered(ask(core, 0), 0, 200, budget("core", 10, 0, 60));

            assertThat(ask(Cost.nothing(), 1)).isInstanceOf(Pass.class);
        }
    }

    @Nested
    class Pauses {

        @Test
        void areOneStrikeForAllThatWasUnderWay() {
            List<Admission> under = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                under.add(ask(Cost.standard(), 0));
            }
            for (Admission pass : under) {
                answered(pass, 1, 429);
            }
            assertLater(ask(Cost.standard(), 2), 61);
        }

        @Test
        void areFollowedByOneAlone() {
            answered(ask(Cost.standard(), 0), 0, 429, "Retry-After", "10");

            Admission first = ask(Cost.standard(), 10);
            assertThat(first).isInstanceOf(Pass.class);
            assertThat(ask(Cost.nothing(), 10)).isEqualTo(Admission.Full.FULL);
            answered(first, 11, 200);
            assertThat(ask(Cost.standard(), 11)).isInstanceOf(Pass.class);
            assertThat(ask(Cost.standard(), 11)).isInstanceOf(Pass.class);
        }

        @Test
        void areToldApart() {
            Pass primary = (Pass) ask(Cost.standard(), 0);
            Pass secondary = (Pass) ask(Cost.standard(), 0);
            Pass overload = (Pass) ask(Cost.standard(), 0);
            assertThat(primary.answered(403, TallyTest.headers(budget("core", 10, 0, 60)), () -> "", NOW))
                    .hasValueSatisfying(limit -> assertThat(limit.kind()).isEqualTo(Limited.Kind.PRIMARY));
            assertThat(secondary.answered(403, TallyTest.headers(), () -> "secondary rate limit", NOW))
                    .hasValueSatisfying(limit -> assertThat(limit.kind()).isEqualTo(Limited.Kind.SECONDARY));
            assertThat(overload.answered(503, TallyTest.headers("Retry-After", "9"), () -> "", NOW))
                    .hasValueSatisfying(limit -> assertThat(limit.kind()).isEqualTo(Limited.Kind.OVERLOAD));
        }
    }

    /** In no span of the length of the rate do more points arrive, wherever between departure and answer they do. */
    @Property(tries = 300)
    void noRateIsExceeded(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int points, @ForAll @IntRange(max = 9) int share) {
        Random random = new Random(seed);
        Pace pace = new Pace("rest", points, Duration.ofSeconds(60));
        Account paced = new Account(LimitRule.standard().withReservedShare(share / 10.0));
        List<Instant> arrivals = new ArrayList<>();
        Instant now = NOW;
        for (int i = 0; i < 100; i++) {
            Admission admission = paced.ask("api.host", Cost.standard().withPace(pace, 1), now);
            if (admission instanceof Pass pass) {
                arrivals.add(now.plusMillis(random.nextInt(1_000)));
                now = now.plusMillis(1_000);
                pass.answered(200, TallyTest.headers(), () -> "", now);
                pass.close();
            } else {
                now = ((Admission.Later) admission).until();
            }
        }
        for (int i = points; i < arrivals.size(); i++) {
            assertThat(Duration.between(arrivals.get(i - points), arrivals.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(60));
        }
    }
}
