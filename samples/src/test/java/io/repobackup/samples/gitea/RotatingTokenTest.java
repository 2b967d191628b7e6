package io.repobackup.samples.gitea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.AccessDeniedException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RotatingTokenTest {

    private final AtomicInteger issued = new AtomicInteger();
    private final RotatingToken tokens =
            new RotatingToken("backup", () -> secret(Integer.toString(issued.incrementAndGet())));

    @Test
    void oneTokenIsUsedUntilItIsRejected() {
        assertThat(tokens.current()).isEqualTo(tokens.current());
        assertThat(issued).hasValue(1);
    }

    @Test
    void aRejectedTokenIsReplacedOnceHoweverManyReportIt() {
        Credentials first = tokens.current();
        tokens.rejected(first);
        Credentials second = tokens.current();
        tokens.rejected(first);
        assertThat(tokens.current()).isEqualTo(second).isNotEqualTo(first);
        assertThat(issued).hasValue(2);
    }

    @Test
    void anIssuerThatHasNothingElseEndsInDeniedAccess() {
        RotatingToken stuck = new RotatingToken("backup", () -> secret("same"));
        stuck.rejected(stuck.current());
        assertThatThrownBy(stuck::current)
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("backup")
                .hasMessageNotContaining("same");
    }

    private static Secret secret(String text) {
        return Secret.of(text.toCharArray());
    }
}
