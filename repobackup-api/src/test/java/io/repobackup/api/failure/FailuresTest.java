package io.repobackup.api.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private static final IOException CAUSE = new IOException("cable cut");

    @Test
    void messagesAndCausesAreKept() {
        List<BiFunction<String, Throwable, RepobackupException>> constructors = List.of(
                AccessDeniedException::new,
                CancelledException::new,
                ConflictException::new,
                MisconfiguredException::new,
                NoSpaceException::new,
                NotFoundException::new,
                OutcomeUnknownException::new,
                UnavailableException::new);
        assertThat(constructors.stream().map(constructor -> constructor.apply("what to do", CAUSE)))
                .allSatisfy(
                        failure -> assertThat(failure).hasMessage("what to do").hasCause(CAUSE));
    }

    @Test
    void whatTheCallerNeedsNextIsAtHand() {
        assertThat(new RateLimitedException("wait", Instant.EPOCH).retryAt()).isEqualTo(Instant.EPOCH);
        assertThat(new FrozenException("thaw it", "data/1").key()).isEqualTo("data/1");
        assertThat(new BlockedException("read it", "DMCA 1").notice()).isEqualTo("DMCA 1");
        assertThat(new AccessDeniedException("grant it", "issues:read").permission())
                .contains("issues:read");
        assertThat(new AccessDeniedException("grant it").permission()).isEmpty();
        assertThat(new AccessDeniedException("grant it", CAUSE).permission()).isEmpty();
    }

    @Test
    void damageSaysWhatWasExpectedAndFoundAndWhatToDo() {
        CorruptedException damage = new CorruptedException("data/1.bundle", "100 bytes", "99 bytes");
        assertThat(damage)
                .hasMessage(
                        "data/1.bundle is damaged: expected 100 bytes, but found 99 bytes; do not use it, restore from"
                                + " another copy or an older snapshot");
        assertThat(Stream.of(damage.subject(), damage.expected(), damage.actual()))
                .containsExactly("data/1.bundle", "100 bytes", "99 bytes");
        assertThat(new CorruptedException("data/1.bundle", "a", "b", CAUSE)).hasCause(CAUSE);
    }
}
