package io.repobackup.core.source;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.SubjectId;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the text that a person gives for a repository becomes an address, a name and an identity. */
final class GitAddress {

    private static final Pattern WITH_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");
    private static final Pattern SCP_LIKE = Pattern.compile("[^/@\\s]+@[^/:\\s]+:.*");
    private static final int HASH_LENGTH = 16;
    private static final int SLUG_LENGTH = 60;

    private GitAddress() {}

    static URI uri(String address) {
        if (SCP_LIKE.matcher(address).matches()) {
            throw new MisconfiguredException("Git over ssh is not supported for '" + redacted(address)
                    + "'; use the repository's https:// address with a token, or a local path");
        }
        try {
            return WITH_SCHEME.matcher(address).matches() || address.startsWith("file:")
                    ? new URI(address)
                    : Path.of(address).toAbsolutePath().normalize().toUri();
        } catch (URISyntaxException | InvalidPathException e) {
            // Without the cause, which repeats the address.
            throw new MisconfiguredException("'" + redacted(address) + "' is neither a URL nor a path: " + reason(e));
        }
    }

    private static String reason(Exception e) {
        return e instanceof URISyntaxException syntax
                ? syntax.getReason() + " at character " + syntax.getIndex()
                : ((InvalidPathException) e).getReason();
    }

    /** What people paste may hold a token, even where it is no address. */
    private static String redacted(String address) {
        return address.replaceFirst("^([A-Za-z][A-Za-z0-9+.-]*://|).*@", "$1").replaceFirst("[?#].*", "");
    }

    static RepositoryId identity(URI url) {
        String host = host(url);
        String slug = slug(url);
        String hash = Sha256.of((host + path(url)).getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, HASH_LENGTH);
        return new RepositoryId(host, slug + "-" + hash);
    }

    /** The last two levels of the path, which is how people call a repository; locally the last alone. */
    static String name(URI url) {
        List<String> levels = Stream.of(path(url).split("/"))
                .filter(level -> !level.isEmpty())
                .toList();
        int wanted = "local".equals(host(url)) ? 1 : 2;
        String name = String.join("/", levels.subList(Math.max(0, levels.size() - wanted), levels.size()));
        return name.isEmpty() ? host(url) : name;
    }

    static String listId(Collection<SubjectId> subjects) {
        String all = subjects.stream().map(Object::toString).sorted().collect(Collectors.joining("\n"));
        return "git/" + Sha256.of(all.getBytes(StandardCharsets.UTF_8)).hex().substring(0, HASH_LENGTH);
    }

    private static String host(URI url) {
        return url.getRawAuthority() == null ? "local" : SubjectId.hostOf(url);
    }

    private static String path(URI url) {
        String path = url.getPath() == null ? "" : url.getPath().replaceAll("/+$", "");
        return path.replaceAll("(/\\.git|\\.git)$", "");
    }

    private static String slug(URI url) {
        String slug =
                name(url).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "repository" : slug.substring(0, Math.min(SLUG_LENGTH, slug.length()));
    }
}
