package io.repobackup.github.crawl;

import io.repobackup.api.capture.PartContext;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.subject.Subject;
import io.repobackup.github.host.GitHubApi;
import io.repobackup.http.HttpRequest;
import io.repobackup.http.json.JsonValue;
import io.repobackup.http.paging.Page;
import io.repobackup.http.paging.PageMarks;
import io.repobackup.http.paging.Pages;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One capture of one part: who is asked about what, and where it goes.
 *
 * <p><i>Confined to one thread at a time.</i>
 *
 * @param api the host
 * @param subject what is captured
 * @param home where everything about the subject is, below the root of the host's REST, with a slash at its end
 * @param context the engine's side
 */
public record Visit(GitHubApi api, Subject subject, String home, PartContext context) {

    /** Redirects after a renaming, and all later pages of a list, name repositories by their ids. */
    private static final Pattern BY_ID = Pattern.compile("(?:repositories|organizations)/([0-9]+)(?:/.*)?");

    private static final Pattern BY_NAME = Pattern.compile("repos/([^/]+/[^/]+)/.*");

    private static final long LONGEST_ANSWER = 64L << 20;

    /** A capture of a part of a repository. */
    public static Visit repository(GitHubApi api, Subject subject, PartContext context) {
        return new Visit(api, subject, "repos/" + subject.name() + "/", context);
    }

    /** A capture of a part of an organisation. */
    public static Visit organization(GitHubApi api, Subject subject, PartContext context) {
        return new Visit(api, subject, "orgs/" + subject.name() + "/", context);
    }

    /** The request for what is at a path below the home of the subject. */
    public HttpRequest request(String path) {
        return api.get(home + path);
    }

    /** The request for what the host says about the subject itself. */
    public HttpRequest request() {
        return api.get(home.substring(0, home.length() - 1));
    }

    /** The pages of a list below the home of the subject, of which some may be known. */
    public Pages<ListPage> pages(String path, PageMarks known) {
        return pages(request(path), known);
    }

    /** The pages of a list from this one on. */
    public Pages<ListPage> pagesFrom(URI page) {
        return pages(request().withUri(page), PageMarks.none());
    }

    /**
     * The next page, unless the capture is cancelled.
     *
     * @throws NotFoundException when it is one of another subject, which has taken the name
     * @throws AccessDeniedException when the host shows less than all instead
     */
    public Page<ListPage> next(Pages<ListPage> pages) {
        context.checkCancelled();
        Page<ListPage> page = pages.next();
        page.content().ifPresent(content -> requireUsable(content.from()));
        return page;
    }

    /** Whether there is nothing at a path, or only something that was moved to another subject. */
    public boolean isGone(String path) {
        context.checkCancelled();
        try {
            URI from = api.http().read(request(path), answer -> {
                JsonValue.parse(answer.textUpTo(LONGEST_ANSWER));
                return answer.uri();
            });
            return otherId(from).isPresent() || hasOtherName(from);
        } catch (NotFoundException e) {
            return true;
        }
    }

    private Pages<ListPage> pages(HttpRequest first, PageMarks known) {
        return api.pages(first, ListPage::from).knowing(known);
    }

    private void requireUsable(URI from) {
        if (from.getPath().endsWith("/public_members")) {
            throw new AccessDeniedException(
                    "Listing the members of " + subject.name() + ", the host shows '"
                            + api.credentials().identity()
                            + "' the public ones alone; use an identity that belongs to it",
                    "members:read");
        }
        otherId(from).ifPresent(other -> {
            throw taken(other);
        });
    }

    /** The failure of an answer that belongs to another subject. */
    NotFoundException taken(String other) {
        return new NotFoundException("Asking for " + subject.name() + ", the host answered with what belongs to the id "
                + other + " instead of " + subject.id().id()
                + ": another one has taken the name; the next inventory will tell where this one is");
    }

    private boolean hasOtherName(URI from) {
        Matcher matcher = BY_NAME.matcher(path(from));
        return matcher.matches() && !matcher.group(1).equalsIgnoreCase(subject.name());
    }

    private Optional<String> otherId(URI from) {
        Matcher matcher = BY_ID.matcher(path(from));
        return matcher.matches() && !matcher.group(1).equals(subject.id().id())
                ? Optional.of(matcher.group(1))
                : Optional.empty();
    }

    /** Below the root of the host's REST. */
    private String path(URI from) {
        String root = api.host().rest().getPath();
        return from.getPath().startsWith(root) ? from.getPath().substring(root.length()) : "";
    }
}
