package io.repobackup.http;

import io.repobackup.api.failure.CancelledException;
import java.io.IOException;
import java.time.Instant;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Takes one request to one address, and brings the answer that is given there. */
final class Courier {

    private final OkHttpClient okHttp;
    private final InterruptWatch watch;
    private final Announcer announcer;

    Courier(OkHttpClient okHttp, InterruptWatch watch, Announcer announcer) {
        this.okHttp = okHttp;
        this.watch = watch;
        this.announcer = announcer;
    }

    Answer carry(Request request, Hop hop, String identity) throws UndeliveredException {
        Call call = okHttp.newCall(request.newBuilder().tag(Hop.class, hop).build());
        Flight flight = watch.begin(call);
        Instant since = announcer.sent(request, identity);
        try {
            Response response = flight.during(call::execute);
            announcer.answered(request, response.code(), since);
            return new Answer(response, flight, hop.inside());
        } catch (IOException e) {
            flight.end();
            IOException shown = SentSecrets.in(request).hiddenIn(e);
            announcer.broken(request, shown, since);
            checkGivenUp(flight, request, shown);
            throw new UndeliveredException(request, hop.sent(), shown);
        } catch (RuntimeException e) {
            flight.end();
            throw e;
        }
    }

    private static void checkGivenUp(Flight flight, Request request, IOException e) {
        String why = flight.givenUp();
        if (!why.isEmpty()) {
            throw new CancelledException(
                    request.method() + " " + SentSecrets.url(request) + " was given up, because " + why, e);
        }
    }
}
