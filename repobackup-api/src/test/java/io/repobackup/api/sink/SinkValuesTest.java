package io.repobackup.api.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SinkValuesTest {

    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Nested
    class Ranges {

        @Test
        void onlyARangeWithoutUpperEndIsOpen() {
            assertThat(ByteRange.all().isOpen()).isTrue();
            assertThat(ByteRange.from(7).isOpen()).isTrue();
            assertThat(ByteRange.of(7, 0).isOpen()).isFalse();
        }

        @Test
        void negativeNumbersAreRefused() {
            assertThatIllegalArgumentException().isThrownBy(() -> ByteRange.of(-1, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> ByteRange.of(1, -1));
        }
    }

    @Nested
    class Digests {

        @Test
        void theDigestIsThatOfTheStandard() {
            byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
            assertThat(Sha256.of(abc)).hasToString(ABC);
        }

        @Test
        void aFinishedComputationIsReset() {
            MessageDigest digest = Sha256.digest();
            digest.update("abc".getBytes(StandardCharsets.US_ASCII));
            assertThat(Sha256.from(digest)).isEqualTo(new Sha256(ABC));
            assertThat(Sha256.from(digest)).isEqualTo(Sha256.of(new byte[0]));
        }

        @Test
        void whatIsNoDigestIsRefused() {
            assertThatIllegalArgumentException().isThrownBy(() -> new Sha256(ABC.toUpperCase(Locale.ROOT)));
            assertThatIllegalArgumentException().isThrownBy(() -> new Sha256(ABC.substring(1)));
        }
    }

    @Nested
    class Descriptions {

        @Test
        void aSinkTakesSmallBlobsOf16MebibytesAtLeast() {
            assertThat(SinkCapabilities.racing(16 << 20).smallLimitInBytes()).isEqualTo(16_777_216);
            assertThat(SinkCapabilities.singleWriter(16 << 20).concurrency())
                    .isEqualTo(SinkCapabilities.Concurrency.ONE_WRITER);
            assertThatIllegalArgumentException().isThrownBy(() -> SinkCapabilities.racing((16 << 20) - 1));
        }

        @Test
        void aNegativeSizeIsRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            new StoredBlob(BlobKey.of("a"), Optional.empty(), -1, Optional.empty(), Instant.EPOCH));
        }

        @Test
        void optionsAreCopied() {
            BlobOptions plain = BlobOptions.of(BlobClass.PLAIN);
            BlobOptions locked = plain.withRetainUntil(Instant.EPOCH);
            assertThat(plain.retainUntil()).isEmpty();
            assertThat(locked.retainUntil()).contains(Instant.EPOCH);
            assertThat(locked.blobClass()).isEqualTo(BlobClass.PLAIN);
        }
    }
}
