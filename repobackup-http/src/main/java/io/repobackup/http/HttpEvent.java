package io.repobackup.http;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that happened on the way to an answer. Addresses come without what could be a secret; headers and bodies do
 * not come at all. New kinds of events come with new versions, so a listener ignores what it does not know.
 *
 * <p><i>Immutable.</i>
 */
public sealed interface HttpEvent {

    /** When it happened, by the client's clock. */
    Instant at();

    /** The method of the request. */
    String method();

    /** The address it went to, redacted. */
    String url();

    /**
     * A request goes out; each redirect and each retry is a request of its own.
     *
     * @param at when
     * @param method the method
     * @param url to where, redacted
     * @param identity for whom, see {@link io.repobackup.api.credential.CredentialsProvider#identity()}
     */
    record Sent(Instant at, String method, String url, String identity) implements HttpEvent {}

    /**
     * The status and headers of an answer are here.
     *
     * @param at when
     * @param method the method
     * @param url from where, redacted
     * @param status the status code
     * @param took the time since the request went out
     */
    record Answered(Instant at, String method, String url, int status, Duration took) implements HttpEvent {}

    /**
     * There will be no answer to a request.
     *
     * @param at when
     * @param method the method
     * @param url to where it went or should have gone, redacted
     * @param why what was seen
     * @param took the time since the request went out
     */
    record Broken(Instant at, String method, String url, String why, Duration took) implements HttpEvent {}

    /**
     * The answer is elsewhere.
     *
     * @param at when
     * @param method the method of the request that was redirected
     * @param url from where, redacted
     * @param to to where, redacted
     */
    record Redirected(Instant at, String method, String url, String to) implements HttpEvent {}

    /**
     * The request will be tried again.
     *
     * @param at when the wait begins
     * @param method the method
     * @param url to where, redacted
     * @param attempt how many attempts were made so far
     * @param until when the next one begins
     * @param why what went wrong with the last one
     */
    record Waiting(Instant at, String method, String url, int attempt, Instant until, String why)
            implements HttpEvent {}

    /**
     * The request waits for its turn: its host limits the identity, or would as soon as more was sent. Told on the thread
     * that waits, once for each request and wait.
     *
     * @param at when the wait begins
     * @param method the method
     * @param url to where, redacted
     * @param identity whose turn it is, see {@link io.repobackup.api.credential.CredentialsProvider#identity()}
     * @param until when it goes on
     * @param why what is waited for
     */
    record Paused(Instant at, String method, String url, String identity, Instant until, String why)
            implements HttpEvent {}
}
