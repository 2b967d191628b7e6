package io.repobackup.http;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener and the log what happens, without secrets. */
final class Announcer {

    private static final Logger LOG = LoggerFactory.getLogger(HttpClient.class);

    private final Map<Object, HttpListener> listeners = new ConcurrentHashMap<>();
    private final Clock clock;

    Announcer(HttpListener listener, Clock clock) {
        listeners.put(this, listener);
        this.clock = clock;
    }

    /** Tells that a request goes out, and returns when. */
    Instant sent(Request request, String identity) {
        Instant now = clock.instant();
        tell(new HttpEvent.Sent(now, request.method(), SentSecrets.url(request), identity));
        return now;
    }

    void answered(Request request, int status, Instant since) {
        Instant now = clock.instant();
        String url = SentSecrets.url(request);
        tell(new HttpEvent.Answered(now, request.method(), url, status, Duration.between(since, now)));
    }

    void broken(Request request, IOException e, Instant since) {
        Instant now = clock.instant();
        String url = SentSecrets.url(request);
        String why = Seen.why(e);
        tell(new HttpEvent.Broken(now, request.method(), url, why, Duration.between(since, now)));
    }

    void redirected(Request request, String to) {
        String url = SentSecrets.url(request);
        tell(new HttpEvent.Redirected(clock.instant(), request.method(), url, to));
    }

    void waiting(HttpRequest request, int attempt, Duration wait, String why) {
        Instant now = clock.instant();
        String url = Redaction.url(request.request().url());
        tell(new HttpEvent.Waiting(now, request.method(), url, attempt, now.plus(wait), why));
    }

    void paused(HttpRequest request, Duration wait, String why) {
        Instant now = clock.instant();
        String url = Redaction.url(request.request().url());
        String identity = request.credentials().identity();
        tell(new HttpEvent.Paused(now, request.method(), url, identity, now.plus(wait), why));
    }

    /** Tells one more listener, until that is closed. */
    HttpClient.Listening listening(HttpListener listener) {
        Object key = new Object();
        listeners.put(key, listener);
        return () -> listeners.remove(key);
    }

    private void tell(HttpEvent event) {
        LOG.debug("{}", event);
        listeners.values().forEach(listener -> tell(listener, event));
    }

    private static void tell(HttpListener listener, HttpEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException e) {
            LOG.warn("An HTTP listener threw on {}; the request goes on", event, e);
        }
    }
}
