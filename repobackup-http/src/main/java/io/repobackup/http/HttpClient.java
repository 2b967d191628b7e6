package io.repobackup.http;

import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.credential.Secret;
import io.repobackup.http.limit.Budget;
import io.repobackup.http.limit.LimitRule;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The client through which everything is read from hosts. It shows credentials, follows redirects, repeats what may be
 * repeated, and tells in typed failures what the caller can do.
 *
 * <pre>{@code
 * try (HttpClient http = HttpClient.create();
 *         HttpResponse answer = http.send(HttpRequest.get(url).withCredentials(provider))) {
 *     JsonValue page = JsonValue.parse(answer.bodyUpTo(10_000_000));
 * }
 * }</pre>
 *
 * <p>An answer may take any time as long as bytes keep coming; only silence is limited. What happens is told to the
 * {@linkplain Builder#listener listener} and logged at DEBUG, both without secrets.
 *
 * <p><i>Thread-safe.</i> One client for the whole program is best, for connections are kept and shared.
 */
public final class HttpClient implements AutoCloseable {

    private final Retries retries;
    private final Gate gate;
    private final Announcer announcer;
    private final InterruptWatch watch;
    private final Naps naps;
    private final Runnable closing;

    private HttpClient(Builder builder) {
        Wiring wiring = builder.wiring;
        OkHttpClient okHttp = wiring.okHttp(builder.privateAddress);
        announcer = new Announcer(builder.listener, builder.clock);
        watch = new InterruptWatch();
        naps = new Naps();
        closing = () -> wiring.close(okHttp);
        Pauses pauses = new Pauses(builder.retries, builder.sleeper == null ? naps : builder.sleeper, builder.jitter);
        gate = new Gate(builder.limits, builder.clock, pauses, announcer);
        Courier courier = new Courier(okHttp, watch, announcer);
        Login login = new Login(new Redirects(courier, gate, new RedirectRule(builder.privateAddress), announcer));
        retries = new Retries(login, new StatusFailures(), pauses, gate, announcer);
    }

    /** A client with every setting at its default. */
    public static HttpClient create() {
        return builder().build();
    }

    /** A client with settings of your own. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Sends a request and returns the answer as soon as its headers are here. The caller closes it.
     *
     * <p>Every status but 2xx and those that the request accepts is a failure, and so is everything that keeps an answer
     * from coming. What may pass is tried again, if the request may be repeated or was never sent.
     *
     * @throws io.repobackup.api.failure.AccessDeniedException after a 401, 402, 403 or 407. After a 401 the credentials
     *     were reported as rejected, and others tried once
     * @throws io.repobackup.api.failure.NotFoundException after a 404 or 410
     * @throws io.repobackup.api.failure.ConflictException after a 409 or 412
     * @throws io.repobackup.api.failure.RateLimitedException when the host limits the credential, by a 429, a 403 that
     *     tells of a limit, or a 503 that says when to come back, and it would have to be waited for longer than the
     *     {@linkplain Builder#limits limits} allow, or it is still so at the last attempt
     * @throws io.repobackup.api.failure.BlockedException after a 451, or a 403 that names a block of the content
     * @throws io.repobackup.api.failure.NoSpaceException after a 507
     * @throws io.repobackup.api.failure.UnavailableException after another 5xx, or when no proper answer came
     * @throws io.repobackup.api.failure.OutcomeUnknownException when no answer came to a request that was sent and must
     *     not be repeated
     * @throws io.repobackup.api.failure.MisconfiguredException after another 4xx, a redirect that must not be followed,
     *     or a TLS connection that can only succeed with other settings
     * @throws io.repobackup.api.failure.CancelledException when the thread is interrupted, with the flag set again, or
     *     the client is closed meanwhile
     * @throws IllegalStateException when the client is closed already
     */
    public HttpResponse send(HttpRequest request) {
        return retries.run(Errand.fetch(request));
    }

    /**
     * Sends a request and reads its answer whole. What goes wrong with the body, or with what the reader makes of it, is
     * tried again as well: an answer that breaks off, JSON that does not end, a page of HTML where JSON should be.
     *
     * @throws io.repobackup.api.failure.RepobackupException as {@link #send} does, or as the reader does in the end
     */
    public <T> T read(HttpRequest request, AnswerReader<T> reader) {
        return retries.run(Errand.read(request, reader));
    }

    /**
     * The same with a request that can ask for more or less at once. After a 413, a 502 or a 504, an answer that took or
     * grew too long, and where the reader says so, half as much is asked for, instead of the same once more.
     */
    public <T> T read(PageSize size, SizedRequest requests, AnswerReader<T> reader) {
        return retries.run(Errand.read(size, requests, reader));
    }

    /** What hosts told so far of the budgets of an identity: for a {@link io.repobackup.http.limit.RequestPlan}. */
    public List<Budget> budgets(CredentialsProvider credentials) {
        return gate.budgets(credentials.identity());
    }

    /**
     * Lets one more listener hear every request, answer and wait, until it is closed: for a program that uses a client
     * of somebody else's for a while.
     */
    public Listening listen(HttpListener listener) {
        return announcer.listening(listener);
    }

    /** A listener that hears a client until this is closed. <i>Thread-safe.</i> */
    @FunctionalInterface
    public interface Listening extends AutoCloseable {

        /** It hears nothing more from now on. May be repeated. */
        @Override
        void close();
    }

    /**
     * Cancels what is going on, and closes connections and threads, except those of an OkHttpClient that was given. May
     * be repeated.
     */
    @Override
    public void close() {
        watch.close();
        naps.end();
        gate.close();
        closing.run();
    }

    /**
     * Settings of a client.
     *
     * <p><i>Confined to one thread at a time.</i>
     */
    public static final class Builder {

        private final Wiring wiring = new Wiring();
        private RetryRule retries = RetryRule.standard();
        private LimitRule limits = LimitRule.standard();
        private HttpListener listener = HttpListener.none();
        private Clock clock = Clock.systemUTC();
        private @Nullable Sleeper sleeper;
        private DoubleSupplier jitter = () -> ThreadLocalRandom.current().nextDouble();
        private Predicate<InetAddress> privateAddress = PrivateAddresses::contains;

        private Builder() {}

        /** How long connecting to one address may take, from 1 ms to 1 day; 15 seconds unless set. */
        public Builder connectTimeout(Duration timeout) {
            wiring.connectTimeout(timeout);
            return this;
        }

        /**
         * How long the line may be silent while something is read or written, from 1 ms to 1 day; 2 minutes unless set.
         * There is no limit for the whole of an exchange.
         */
        public Builder idleTimeout(Duration timeout) {
            wiring.idleTimeout(timeout);
            return this;
        }

        /** The proxy for all requests, instead of the one that the system properties of Java name. */
        public Builder proxy(Proxy proxy) {
            wiring.proxy(proxy);
            return this;
        }

        /** Chooses the proxy for each request, instead of the one that the system properties of Java name. */
        public Builder proxy(ProxySelector selector) {
            wiring.proxy(selector);
            return this;
        }

        /** The credentials for an HTTP proxy that asks for some. */
        public Builder proxyCredentials(CredentialsProvider provider) {
            wiring.proxyCredentials(provider);
            return this;
        }

        /** Certificate authorities to trust besides those of the platform. May be repeated. */
        public Builder trusting(Collection<X509Certificate> authorities) {
            wiring.trusting(authorities);
            return this;
        }

        /** A certificate with its private key to show to hosts that ask for one, and the password of the key. */
        public Builder clientCertificate(KeyStore store, Secret password) {
            wiring.clientCertificate(store, password);
            return this;
        }

        /**
         * A client of your own to start from. What is not set here is as it says; redirects, retries and log-in are done
         * by this library all the same. Its connections are shared, and it is never closed here.
         */
        public Builder okHttp(OkHttpClient client) {
            wiring.base(client);
            return this;
        }

        /** When to try again; {@link RetryRule#standard()} unless set. */
        public Builder retries(RetryRule rule) {
            this.retries = rule;
            return this;
        }

        /** How much of what hosts allow is used, and how long it is waited for; {@link LimitRule#standard()} unless set. */
        public Builder limits(LimitRule rule) {
            this.limits = rule;
            return this;
        }

        /** What to say in {@code User-Agent} where a request does not; {@code repobackup} unless set. */
        public Builder userAgent(String userAgent) {
            wiring.userAgent(userAgent);
            return this;
        }

        /** Hears every request, answer and wait. */
        public Builder listener(HttpListener listener) {
            this.listener = listener;
            return this;
        }

        /** The clock for events and for what hosts say about time. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** What waits before a retry. */
        public Builder sleeper(Sleeper sleeper) {
            this.sleeper = sleeper;
            return this;
        }

        Builder jitter(DoubleSupplier jitter) {
            this.jitter = jitter;
            return this;
        }

        Builder privateAddress(Predicate<InetAddress> privateAddress) {
            this.privateAddress = privateAddress;
            return this;
        }

        /**
         * The client.
         *
         * @throws io.repobackup.api.failure.MisconfiguredException when the client certificate cannot be read
         */
        public HttpClient build() {
            return new HttpClient(this);
        }
    }
}
