package io.repobackup.github.standin;

import io.repobackup.github.standin.fault.Failure;
import io.repobackup.github.standin.wire.Answer;
import io.repobackup.github.standin.wire.Ask;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;

/** Connections: reads requests, sends answers, and breaks what is to be broken. <i>Thread-safe.</i> */
final class Door extends Dispatcher {

    private final Requests requests;
    private final AtomicLong served = new AtomicLong();

    Door(Requests requests) {
        this.requests = requests;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        byte[] body =
                request.getBody() == null ? new byte[0] : request.getBody().toByteArray();
        Ask ask = new Ask(
                request.getMethod(),
                URI.create(request.getTarget()),
                request.getHeaders().toMultimap(),
                body);
        try {
            return response(requests.answer(ask), ask.method().equals("HEAD"));
        } catch (RuntimeException e) {
            throw new IllegalStateException("the stand-in fails at " + ask, e);
        }
    }

    private MockResponse response(Requests.Reply reply, boolean isHead) {
        Answer answer = reply.answer();
        MockResponse.Builder response = new MockResponse.Builder()
                .code(answer.status())
                .setHeader("Server", "github.com")
                .setHeader("X-GitHub-Request-Id", "C0DE:" + served.incrementAndGet());
        byte[] body = isHead ? new byte[0] : answer.body();
        response.body(new Buffer().write(body));
        answer.headers().forEach(response::setHeader);
        if (reply.failure() instanceof Failure.Silent) {
            return response.onResponseStart(SocketEffect.Stall.INSTANCE).build();
        }
        if (reply.failure() instanceof Failure.Slow slow) {
            response.headersDelay(slow.by().toMillis(), TimeUnit.MILLISECONDS);
        }
        return reply.failure() instanceof Failure.Cut cut ? cut(response, body, cut.afterBytes()) : response.build();
    }

    private static MockResponse cut(MockResponse.Builder response, byte[] body, long afterBytes) {
        if (afterBytes <= 0) {
            return response.onResponseStart(new SocketEffect.CloseSocket()).build();
        }
        byte[] begin = Arrays.copyOf(body, (int) Math.min(afterBytes, body.length));
        return response.body(new Buffer().write(begin))
                .setHeader("Content-Length", Math.max(body.length, begin.length + 1))
                .onResponseEnd(new SocketEffect.CloseSocket())
                .build();
    }
}
