package io.repobackup.http.paging;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.http.AnswerReader;
import io.repobackup.http.HttpClient;
import io.repobackup.http.HttpRequest;
import io.repobackup.http.HttpResponse;
import io.repobackup.http.Validator;
import java.net.URI;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a list, each named by the one before it in its {@code Link} header, and by nothing else. With what was
 * remembered of the last time, pages that have not changed are not sent again:
 *
 * <pre>{@code
 * Pages<List<byte[]>> pages = Pages.of(http, first, AnswerReader.jsonArray(LONGEST)).knowing(PageMarks.from(state));
 * while (pages.hasNext()) {
 *     context.checkCancelled();
 *     pages.next().content().ifPresent(this::take);
 * }
 * PageMarks forTheNextTime = pages.marks();
 * }</pre>
 *
 * <p>A list that names a page twice never ends, and is refused. So is one whose next page is at another host.
 *
 * <p><i>Confined to one thread at a time.</i>
 *
 * @param <T> what is made of a page
 */
public final class Pages<T> implements Iterator<Page<T>> {

    private final HttpClient http;
    private final HttpRequest first;
    private final AnswerReader<T> reader;
    private final PageMarks known;
    private final Map<URI, PageMark> seen = new LinkedHashMap<>();
    private final Set<URI> named = new HashSet<>();
    private @Nullable URI next;

    private Pages(HttpClient http, HttpRequest first, AnswerReader<T> reader, PageMarks known) {
        this.http = http;
        this.first = first;
        this.reader = reader;
        this.known = known;
        this.next = first.uri();
        named.add(first.uri());
    }

    /** The pages from this one on; all later requests are as the first one, but for their addresses. */
    public static <T> Pages<T> of(HttpClient http, HttpRequest first, AnswerReader<T> reader) {
        return new Pages<>(http, first, reader, PageMarks.none());
    }

    /** The same pages from the first one on, of which some may be known. */
    public Pages<T> knowing(PageMarks marks) {
        return new Pages<>(http, first, reader, marks);
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    /**
     * Reads the next page.
     *
     * @throws UnavailableException when it names a page that was named before, or one at another host
     * @throws io.repobackup.api.failure.RepobackupException as {@link HttpClient#read(HttpRequest, AnswerReader)} does
     * @throws NoSuchElementException after the last page
     */
    @Override
    public Page<T> next() {
        URI address = next;
        if (address == null) {
            throw new NoSuchElementException("the list has no further page");
        }
        Found<T> found = http.read(
                first.withUri(address).ifChanged(known.of(address).validator()), answer -> found(address, answer));
        seen.put(address, new PageMark(found.validator(), found.next()));
        next = found.next().map(to -> unlessNamed(address, to)).orElse(null);
        return found.page();
    }

    /** By what to recognise the pages that were read so far. */
    public PageMarks marks() {
        return new PageMarks(seen);
    }

    private record Found<T>(Page<T> page, Validator validator, Optional<URI> next) {}

    private Found<T> found(URI address, HttpResponse answer) {
        Optional<T> content = answer.isUnchanged() ? Optional.empty() : Optional.of(reader.read(answer));
        Optional<URI> after = answer.nextPage()
                .or(() -> answer.isUnchanged() ? known.of(address).next() : Optional.empty());
        return new Found<>(new Page<>(address, content, answer.date(), after.isEmpty()), answer.validator(), after);
    }

    private URI unlessNamed(URI address, URI to) {
        if (!named.add(to)) {
            throw new UnavailableException(
                    first.withUri(address) + " names as its next page one that was there before, " + first.withUri(to)
                            + ": the list has no end; try again later, and look at the host if it stays so");
        }
        return to;
    }
}
