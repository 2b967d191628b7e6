package io.repobackup.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContentTest {

    private final byte[] bytes = new byte[200_000];

    ContentTest() {
        new Random(1).nextBytes(bytes);
    }

    @Test
    void aBodyIsTheSameEachTimeItIsSent() throws IOException {
        ByteBuffer middle = ByteBuffer.wrap(bytes, 1, 150_000);
        BinaryData body = Content.of(middle);
        Received first = sent(body);
        Received second = sent(body);
        assertThat(body.getLength()).isEqualTo(150_000);
        assertThat(ByteBuffer.wrap(first.bytes.toByteArray())).isEqualTo(ByteBuffer.wrap(bytes, 1, 150_000));
        assertThat(second.bytes.toByteArray()).isEqualTo(first.bytes.toByteArray());
        assertThat(middle.remaining()).isEqualTo(150_000);
    }

    /** What is written at once is copied whole before any of it is sent. */
    @Test
    void theTransportGetsShortPieces() throws IOException {
        assertThat(sent(Content.of(ByteBuffer.wrap(bytes))).longest).isEqualTo(64 << 10);
    }

    @Test
    void thereMayBeNoBytes() throws IOException {
        BinaryData body = Content.of(ByteBuffer.allocate(0));
        assertThat(body.getLength()).isZero();
        assertThat(sent(body).bytes.size()).isZero();
    }

    private static Received sent(BinaryData body) throws IOException {
        Received received = new Received();
        body.writeTo(received);
        return received;
    }

    private static final class Received implements WritableByteChannel {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int longest;

        @Override
        public int write(ByteBuffer source) {
            int count = source.remaining();
            longest = Math.max(longest, count);
            byte[] piece = new byte[count];
            source.get(piece);
            bytes.writeBytes(piece);
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
