package io.repobackup.http;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import okhttp3.HttpUrl;

/**
 * The links in {@code Link} headers, by which hosts name the next page: <a
 * href="https://www.rfc-editor.org/rfc/rfc8288">RFC 8288</a>. What follows something that is no link is passed over.
 */
public final class LinkHeader {

    private final Map<String, URI> links = new LinkedHashMap<>();
    private final HttpUrl base;

    private LinkHeader(HttpUrl base) {
        this.base = base;
    }

    /**
     * The target of each relation, in order, with the names of relations in small letters. The first one counts where
     * a relation is named twice. Targets that are not http or https are left out.
     *
     * @param values the values of all {@code Link} headers of an answer
     * @param base the address of that answer, for relative targets
     */
    public static Map<String, URI> parse(List<String> values, URI base) {
        HttpUrl from = HttpUrl.parse(base.toString());
        if (from == null) {
            return Map.of();
        }
        LinkHeader header = new LinkHeader(from);
        values.forEach(header::addAll);
        return Collections.unmodifiableMap(header.links);
    }

    private void addAll(String value) {
        LinkScanner scanner = new LinkScanner(value);
        while (scanner.next()) {
            HttpUrl target = base.resolve(scanner.target());
            if (target != null) {
                add(
                        scanner.relations(),
                        target.newBuilder().fragment(null).build().uri());
            }
        }
    }

    private void add(String relations, URI target) {
        StringTokenizer each = new StringTokenizer(relations);
        while (each.hasMoreTokens()) {
            links.putIfAbsent(each.nextToken().toLowerCase(Locale.ROOT), target);
        }
    }
}
