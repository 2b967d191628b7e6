package io.repobackup.azure;

import java.io.IOException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * Cancels a call when the thread that waits for it is interrupted, until its body was read. A socket alone does not wake
 * for an interrupt; what the JDK does for interruptible channels does. <i>Thread-safe.</i>
 */
final class InterruptibleCalls implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        Wait wait = new Wait(chain.call());
        Response response = wait.during(() -> chain.proceed(chain.request()));
        return response.newBuilder()
                .body(new InterruptibleBody(response.body(), wait))
                .build();
    }

    /** Something that waits for the network. */
    private interface Waiting<T> {
        T run() throws IOException;
    }

    /** One call, as a channel: closed by an interrupt. */
    private static final class Wait extends AbstractInterruptibleChannel {

        private final Call call;

        Wait(Call call) {
            this.call = call;
        }

        <T> T during(Waiting<T> waiting) throws IOException {
            boolean completed = false;
            begin();
            try {
                T answer = waiting.run();
                completed = true;
                return answer;
            } finally {
                end(completed);
            }
        }

        @Override
        protected void implCloseChannel() {
            call.cancel();
        }
    }

    /** A body whose reading is cancelled likewise. */
    private static final class InterruptibleBody extends ResponseBody {

        private final ResponseBody body;
        private final BufferedSource source;

        InterruptibleBody(ResponseBody body, Wait wait) {
            this.body = body;
            this.source = Okio.buffer(new ForwardingSource(body.source()) {
                @Override
                public long read(Buffer sink, long byteCount) throws IOException {
                    return wait.during(() -> super.read(sink, byteCount));
                }
            });
        }

        @Override
        public @Nullable MediaType contentType() {
            return body.contentType();
        }

        @Override
        public long contentLength() {
            return body.contentLength();
        }

        @Override
        public BufferedSource source() {
            return source;
        }
    }
}
