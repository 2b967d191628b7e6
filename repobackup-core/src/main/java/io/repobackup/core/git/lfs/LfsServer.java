package io.repobackup.core.git.lfs;

import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.http.HttpClient;
import io.repobackup.http.HttpRequest;
import io.repobackup.http.HttpResponse;
import io.repobackup.http.PageSize;
import io.repobackup.http.limit.Cost;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The LFS server of one repository. Once it has said that nothing is to be had, it is not asked again. <i>Confined to one
 * thread.</i>
 */
final class LfsServer {

    /** As many as git-lfs asks for at once. */
    private static final int AT_ONCE = 100;

    /** An address that is about to expire may do so on the way. */
    private static final Duration ON_THE_WAY = Duration.ofSeconds(5);

    /** A server that did not answer so many times in a row is down. */
    private static final int IN_VAIN = 5;

    private static final String JSON = "application/vnd.git-lfs+json";

    /** With these, a server speaks of all that was asked for. */
    private static final int[] REFUSALS = {403, 404, 410, 422, 501, 509};

    private final HttpClient http;
    private final GitEndpoint endpoint;
    private final LfsAddress address;
    private final HostRule hosts;
    private final Clock clock;
    private final PageSize size = PageSize.upTo(AT_ONCE);
    private Offer.@Nullable Refusal ofEverything;
    private int inVain;

    LfsServer(HttpClient http, GitEndpoint endpoint, Clock clock) {
        this.http = http;
        this.endpoint = endpoint;
        this.address = LfsAddress.of(endpoint.url());
        this.hosts = HostRule.of(endpoint);
        this.clock = clock;
    }

    /**
     * What the server says of these objects, of the first ones at least.
     *
     * @throws UnavailableException when it does not answer, or did not the last times that bytes were asked of it
     */
    Map<String, Offer> ask(List<ContentRef> objects) {
        requireUp();
        if (ofEverything == null) {
            Batch batch = new Batch(objects);
            Map<String, Offer> offers =
                    http.read(size, most -> request(batch.first(most)), answer -> offers(batch, answer));
            if (ofEverything == null) {
                return offers;
            }
        }
        Map<String, Offer> refused = new HashMap<>();
        for (ContentRef object : objects) {
            refused.put(object.id(), ofEverything);
        }
        return refused;
    }

    boolean isExpired(Offer offer) {
        return offer instanceof Offer.Download download
                && !clock.instant().plus(ON_THE_WAY).isBefore(download.expires());
    }

    /** Asks for the bytes from this one on. */
    HttpResponse get(Offer.Download download, long from) {
        hosts.check(download.href());
        requireUp();
        HttpResponse answer = answer(request(download, from));
        try {
            hosts.check(answer.uri());
            if (answer.status() == 509) {
                ofEverything = Offer.Refusal.overQuota(ServerWords.of(answer));
                throw ofEverything.failure();
            }
            return answer;
        } catch (RuntimeException e) {
            answer.close();
            throw e;
        }
    }

    private HttpResponse answer(HttpRequest request) {
        try {
            HttpResponse answer = http.send(request);
            inVain = 0;
            return answer;
        } catch (UnavailableException e) {
            inVain++;
            throw e;
        }
    }

    private void requireUp() {
        if (inVain >= IN_VAIN) {
            throw new UnavailableException(
                    "The LFS server " + address.server() + " names addresses that did not answer " + IN_VAIN
                            + " times in a row, so that the other objects were not asked for; try again later");
        }
    }

    private HttpRequest request(Batch batch) {
        return dressed(HttpRequest.post(address.batch(), JSON, batch.json()))
                .withCredentials(endpoint.credentials())
                .withHeader("Accept", JSON)
                .accepting(REFUSALS)
                .repeatable();
    }

    private HttpRequest request(Offer.Download download, long from) {
        HttpRequest request = dressed(HttpRequest.get(download.href()))
                .handedBy(address.server())
                .accepting(416, 509);
        request = withHeaders(request, download.headers());
        // Else the client would ask for compressed bytes, which cannot be gone on with in their middle.
        request = request.withHeader("Accept-Encoding", "identity");
        boolean alone = download.authenticated()
                || download.headers().keySet().stream().anyMatch("Authorization"::equalsIgnoreCase);
        request = alone ? request : request.withCredentials(endpoint.credentials());
        return from == 0 ? request : request.withHeader("Range", "bytes=" + from + "-");
    }

    private static HttpRequest withHeaders(HttpRequest request, Map<String, String> headers) {
        HttpRequest dressed = request;
        try {
            for (Map.Entry<String, String> header : headers.entrySet()) {
                dressed = dressed.withHeader(header.getKey(), header.getValue());
            }
            return dressed;
        } catch (IllegalArgumentException e) {
            throw Offer.Refusal.refused("a header that it hands out cannot be sent")
                    .failure();
        }
    }

    private static HttpRequest dressed(HttpRequest request) {
        return request.withCost(Cost.nothing()).withHeader("User-Agent", "git-lfs/3 (repobackup)");
    }

    private Map<String, Offer> offers(Batch batch, HttpResponse answer) {
        if (answer.status() < 300) {
            return new BatchAnswer(answer, clock.instant()).offers();
        }
        String words = ServerWords.of(answer);
        if (answer.status() == 422 && batch.size() > 1) {
            throw answer.tooMuch(words);
        }
        if (answer.status() == 422) {
            return Map.of(batch.objects().get(0).id(), Offer.Refusal.refused(words));
        }
        ofEverything = ofEverything(answer.status(), words);
        return Map.of();
    }

    private Offer.Refusal ofEverything(int status, String words) {
        if (status == 509 || (status == 403 && ServerWords.tellOfQuota(words))) {
            return Offer.Refusal.overQuota(words);
        }
        if (status == 403) {
            throw new AccessDeniedException("The LFS server " + address.server() + " refuses its objects: " + words
                    + "; give '" + endpoint.credentials().identity() + "' the permission to read them");
        }
        return Offer.Refusal.missing("the repository has no LFS server there: " + words);
    }
}
