package io.repobackup.s3;

import io.repobackup.s3.Front.Act;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** What a {@link Front} does with requests. */
final class Acts {

    private Acts() {}

    /** Nothing special. */
    static Act pass() {
        return (request, in, out, front) -> {
            try (Socket upstream = front.pass(request, in, out, Long.MAX_VALUE)) {
                upstream.getInputStream().transferTo(out);
            }
        };
    }

    /** Lets the store do it, and loses the answer. */
    static Act loseAnswer() {
        return (request, in, out, front) -> {
            try (Socket upstream = front.pass(request, in, out, Long.MAX_VALUE)) {
                upstream.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        };
    }

    /** Cuts the connection when the store has got so many bytes of the body. */
    static Act cutAfterSending(long bytes) {
        return (request, in, out, front) -> front.pass(request, in, out, bytes).close();
    }

    /** Cuts the connection when so many bytes of the answer, its head included, are on their way. */
    static Act cutAnswerAfter(long bytes) {
        return (request, in, out, front) -> {
            try (Socket upstream = front.pass(request, in, out, Long.MAX_VALUE)) {
                Front.copy(upstream.getInputStream(), out, bytes);
            }
        };
    }

    /** Hangs up at once. */
    static Act hangUp() {
        return (request, in, out, front) -> {};
    }

    /** Takes the head of the request, and then nothing happens until the latch opens. */
    static Act stall(CountDownLatch arrived, CountDownLatch until) {
        return (request, in, out, front) -> {
            arrived.countDown();
            await(until);
        };
    }

    /** Answers as S3 tells a failure. */
    static Act error(int status, String code, String... headers) {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code
                + "</Code><Message>words of the store</Message><RequestId>REQ1</RequestId></Error>";
        return answer(status, body, headers);
    }

    static Act answer(int status, String body, String... headers) {
        return (request, in, out, front) -> {
            boolean asked = request.head().toLowerCase().contains("expect: 100-continue");
            if (asked && status < 300) {
                out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
            if (!asked || status < 300) {
                Front.copy(in, OutputStream.nullOutputStream(), request.length());
            }
            out.write(message(request.method().equals("HEAD"), status, body, headers));
            out.flush();
        };
    }

    private static byte[] message(boolean headOnly, int status, String body, String... headers) {
        StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " Said\r\nConnection: close\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        text.append("x-amz-request-id: REQ1\r\nContent-Type: application/xml\r\nContent-Length: ")
                .append(body.getBytes(StandardCharsets.UTF_8).length)
                .append("\r\n\r\n");
        return text.append(headOnly ? "" : body).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
