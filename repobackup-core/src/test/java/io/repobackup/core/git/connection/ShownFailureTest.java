package io.repobackup.core.git.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ShownFailureTest {

    private static final UnaryOperator<String> HIDING = words -> words.replace("s3cret", "…");

    @Test
    void whatRepeatsNoSecretStaysTheSame() {
        IOException seen = new IOException("the line broke", new IOException("somewhere"));
        assertThat(ShownFailure.of(seen, HIDING)).isSameAs(seen);
    }

    @Test
    void anEndThatRepeatsASecretStaysAnEnd() {
        assertThat(ShownFailure.of(new EOFException("ended after s3cret"), HIDING))
                .isExactlyInstanceOf(EOFException.class)
                .hasMessage("ended after …")
                .hasNoCause();
    }

    @Test
    void aFailedAnswerStaysOne() {
        assertThat(ShownFailure.of(new FailedAnswerException("/s3cret was answered 500", 500), HIDING))
                .isInstanceOfSatisfying(FailedAnswerException.class, failed -> {
                    assertThat(failed).hasMessage("/… was answered 500");
                    assertThat(failed.isOfTheHost()).isTrue();
                });
    }

    @Test
    void aCauseWithASecretIsLeftOut() {
        assertThat(ShownFailure.of(new IOException("failed", new IOException("s3cret")), HIDING))
                .hasMessage("failed")
                .hasNoCause();
    }

    @Test
    void aStreamEndsInTheSameWay() {
        InputStream dying = new FilterInputStream(new ByteArrayInputStream(new byte[0])) {
            @Override
            public int read() throws IOException {
                throw new EOFException("s3cret");
            }
        };
        assertThatThrownBy(() -> new ShownFailure.Stream(dying, HIDING).read())
                .isExactlyInstanceOf(EOFException.class)
                .hasMessage("…");
    }
}
