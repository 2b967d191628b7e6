package io.repobackup.samples.gitea;

import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.http.AnswerReader;
import io.repobackup.http.HttpClient;
import io.repobackup.http.HttpRequest;
import io.repobackup.http.HttpResponse;
import io.repobackup.http.json.JsonValue;
import io.repobackup.http.json.RawJsonArray;
import io.repobackup.http.limit.Cost;
import io.repobackup.http.paging.Pages;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The host's API, as far as this adapter reads it: <a href="https://docs.gitea.com/api">lists come in pages</a> that say
 * how long the whole list is and where the next page is.
 *
 * <p><i>Thread-safe.</i>
 */
final class GiteaApi {

    /** How many entries a page has. */
    static final int PAGE = 50;

    private static final long LONGEST_ANSWER = 64L << 20;

    private final HttpClient http;
    private final URI root;
    private final CredentialsProvider credentials;

    /** @param base the address of the host, with a slash at its end */
    GiteaApi(HttpClient http, URI base, CredentialsProvider credentials) {
        this.http = http;
        this.root = base.resolve("api/v1/");
        this.credentials = credentials;
    }

    /** How many pages so many entries take. */
    static long pages(long entries) {
        return (entries + PAGE - 1) / PAGE;
    }

    /** One page of a list, counted from 1, of which only what changed since a time. */
    GiteaPage page(String path, long number, @Nullable Instant since) {
        String query = (path.contains("?") ? "&" : "?") + "limit=" + PAGE + "&page=" + number;
        return page(root.resolve(path + query + (since == null ? "" : "&since=" + since)));
    }

    /**
     * All pages of a list, of which nothing may be missing: what disappears from an earlier page moves entries of later
     * pages to pages that were already read, and only the total shows it.
     *
     * @param betweenPages is run before each page
     * @throws UnavailableException when the list changed meanwhile
     */
    List<Entry> all(String path, Runnable betweenPages) {
        List<Entry> all = new ArrayList<>();
        Set<Long> totals = new HashSet<>();
        Pages<GiteaPage> pages = Pages.of(http, get(root.resolve(path + "?limit=" + PAGE)), GiteaApi::page);
        while (pages.hasNext()) {
            betweenPages.run();
            GiteaPage page = pages.next().content().orElseThrow();
            all.addAll(page.entries());
            totals.add(page.total());
        }
        if (!totals.equals(Set.of((long) all.size()))) {
            throw new UnavailableException("The list " + path + " changed while it was read: its pages held "
                    + all.size() + " entries where the host counted " + totals + "; run again");
        }
        return all;
    }

    /** One thing; empty when the host says that it does not exist. */
    Optional<JsonValue> one(String path) {
        try {
            return Optional.of(http.read(get(root.resolve(path)), AnswerReader.json(LONGEST_ANSWER)));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** The bytes at an address that the host handed out, perhaps of another host. The caller closes them. */
    InputStream open(URI address) {
        return http.send(get(address).handedBy(root).withCost(Cost.nothing())).body();
    }

    private GiteaPage page(URI address) {
        return http.read(get(address), GiteaApi::page);
    }

    private static GiteaPage page(HttpResponse answer) {
        List<Entry> entries = RawJsonArray.split(answer.textUpTo(LONGEST_ANSWER)).stream()
                .map(Entry::new)
                .toList();
        return new GiteaPage(entries, total(answer), hostTime(answer), answer.nextPage());
    }

    private HttpRequest get(URI address) {
        return HttpRequest.get(address).withCredentials(credentials);
    }

    private static long total(HttpResponse answer) {
        return answer.header("X-Total-Count").map(Long::valueOf).orElseThrow(() -> unusable(answer, "X-Total-Count"));
    }

    private static Instant hostTime(HttpResponse answer) {
        return answer.date().orElseThrow(() -> unusable(answer, "Date"));
    }

    private static UnavailableException unusable(HttpResponse answer, String header) {
        return new UnavailableException("The answer from " + answer.uri().getHost() + " to a list has no usable header "
                + header + "; check that the address is that of a Gitea host and that no proxy drops headers");
    }
}
