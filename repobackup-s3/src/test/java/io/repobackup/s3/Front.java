package io.repobackup.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * What stands between a sink and a store: it passes requests on, or does something else with those that a rule is for. One
 * request for each connection, so that a cut concerns one request.
 */
final class Front implements AutoCloseable {

    private final ServerSocket listening;
    private final URI store;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private Front(ServerSocket listening, URI store) {
        this.listening = listening;
        this.store = store;
    }

    /** A request as it was seen. */
    record Request(String method, String target, String head) {

        boolean has(String text) {
            return head.contains(text);
        }

        long length() {
            return head.lines()
                    .filter(line -> line.toLowerCase().startsWith("content-length:"))
                    .mapToLong(line -> Long.parseLong(line.substring(15).trim()))
                    .findFirst()
                    .orElse(0);
        }
    }

    /** What is done with a request instead of passing it on. */
    interface Act {
        void on(Request request, InputStream in, OutputStream out, Front front) throws IOException;
    }

    private static final class Rule {
        final Predicate<Request> when;
        final Act act;
        int left;

        Rule(Predicate<Request> when, int times, Act act) {
            this.when = when;
            this.left = times;
            this.act = act;
        }

        synchronized boolean takes(Request request) {
            return left > 0 && when.test(request) && left-- > 0;
        }
    }

    static Front of(URI store) {
        try {
            Front front = new Front(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), store);
            thread(front::accept);
            return front;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** Does this with the next so many requests of a kind. */
    Front next(int times, Predicate<Request> when, Act act) {
        rules.add(new Rule(when, times, act));
        return this;
    }

    /** Does this with every request of a kind from now on. */
    Front always(Predicate<Request> when, Act act) {
        return next(Integer.MAX_VALUE, when, act);
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    long count(Predicate<Request> when) {
        return requests.stream().filter(when).count();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                sockets.add(client);
                thread(() -> serve(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            String head = head(in);
            if (head.isEmpty()) {
                return;
            }
            String[] first = head.split(" ", 3);
            Request request = new Request(first[0], first[1], head);
            requests.add(request);
            Act act = rules.stream()
                    .filter(rule -> rule.takes(request))
                    .findFirst()
                    .map(rule -> rule.act)
                    .orElse(Acts.pass());
            act.on(request, in, client.getOutputStream(), this);
        } catch (IOException e) {
            // Somebody hung up.
        } finally {
            sockets.remove(client);
        }
    }

    /** Sends the request to the store, with so many bytes of its body; the caller reads the answer and closes it. */
    Socket pass(Request request, InputStream in, OutputStream out, long bytes) throws IOException {
        Socket upstream = new Socket(store.getHost(), store.getPort());
        sockets.add(upstream);
        String head = request.head().replaceFirst("(?im)^connection:.*\r\n", "");
        boolean expects = head.toLowerCase().contains("expect: 100-continue");
        head = head.replaceFirst("(?im)^expect:.*\r\n", "").replaceFirst("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
        upstream.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        if (expects) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        copy(in, upstream.getOutputStream(), Math.min(bytes, request.length()));
        upstream.getOutputStream().flush();
        return upstream;
    }

    static void copy(InputStream in, OutputStream out, long length) throws IOException {
        byte[] buffer = new byte[64 << 10];
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                return;
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int end = 0;
        while (end < 4) {
            int c = in.read();
            if (c < 0) {
                return "";
            }
            head.write(c);
            end = c == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "front");
        thread.setDaemon(true);
        thread.start();
    }

    /** The targets of the requests, for the messages of failing tests. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        requests.forEach(request -> lines.add(request.method() + " " + request.target()));
        return String.join("\n", lines);
    }
}
