package io.repobackup.github.content;

import io.repobackup.api.capture.ContentReader;
import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.subject.Subject;
import io.repobackup.github.host.GitHubApi;
import io.repobackup.http.HttpRequest;
import io.repobackup.http.HttpResponse;
import io.repobackup.http.limit.Cost;
import java.io.InputStream;
import java.net.URI;

/**
 * Opens what the parts of GitHub link: assets of releases through the API, and attachments at the addresses in texts. For
 * the offers of issues, pulls, commit comments and releases.
 *
 * <p>Requests: 1 for each file, and 1 to the host's store, to which no credentials go. An asset counts in the budget; an
 * attachment does not.
 *
 * <p><i>Thread-safe and stateless.</i>
 */
public final class GitHubContent implements ContentReader {

    private static final String BYTES = "application/octet-stream";

    private final GitHubApi api;

    /** Reads from this host. */
    public GitHubContent(GitHubApi api) {
        this.api = api;
    }

    @Override
    public InputStream open(Subject subject, ContentRef content) {
        URI from = content.from();
        return isAsset(from) ? api.download(from, BYTES) : attachment(subject, from);
    }

    /** On an Enterprise Server the API is at the same host, and known by its path. */
    private boolean isAsset(URI from) {
        return from.toString().startsWith(api.host().rest().toString());
    }

    private InputStream attachment(Subject subject, URI from) {
        HttpRequest request = HttpRequest.get(from)
                .withHeader("Accept", "*/*")
                .withCredentials(api.credentials())
                .handedBy(api.host().web())
                .withCost(Cost.nothing());
        HttpResponse answer = api.http().send(request);
        if (isPage(answer)) {
            answer.close();
            throw new NotFoundException("Opening the attachment " + from + " of " + subject.name()
                    + ", the host answered with a page instead of the file, as it does when people have to log in; check that '"
                    + api.credentials().identity() + "' may read the repository");
        }
        return answer.body();
    }

    /** The host takes no pages as attachments. */
    private static boolean isPage(HttpResponse answer) {
        return answer.header("Content-Type")
                .filter(type -> type.startsWith("text/html"))
                .isPresent();
    }
}
