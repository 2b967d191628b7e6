package io.repobackup.github.content;

import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.github.host.GitHubHost;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the files that people attached to texts, by the addresses that the host puts there: {@code
 * https://github.com/user-attachments/assets/…}, {@code …/files/…}, the older {@code
 * https://user-images.githubusercontent.com/…} and {@code https://github.com/acme/tools/files/…}, and their like on an
 * Enterprise Server. Queries of addresses are left out, for they hold signatures that expire; addresses that are nothing
 * without one ({@code private-user-images.githubusercontent.com}) are no attachments here: the text that people wrote has
 * the other form.
 *
 * <p><i>Immutable and thread-safe.</i>
 */
public final class Attachments {

    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"'()\\[\\]{}|\\\\^`]+");
    private static final Pattern PATH = Pattern.compile("/user-attachments/(?:assets|files)/.+"
            + "|/[^/]+/[^/]+/(?:assets|files)/[0-9]+/.+"
            + "|/assets/.+"
            + "|/storage/user/[0-9]+/files/.+"
            + "|/user/[0-9]+/files/.+");
    private static final Pattern NOT_THE_END = Pattern.compile("[.,;:!?*_~]+$");
    private static final String OLD_HOST = "user-images.githubusercontent.com";
    private static final int LONGEST_ID = 255;

    private final String host;

    private Attachments(String host) {
        this.host = host;
    }

    /** Those of one host. */
    public static Attachments of(GitHubHost host) {
        return new Attachments(host.name());
    }

    /** The files in a text, each once, in order. Their ids are their addresses without the scheme. */
    public List<ContentRef> in(String text) {
        Map<String, ContentRef> found = new LinkedHashMap<>();
        Matcher addresses = ADDRESS.matcher(text);
        while (addresses.find()) {
            attachment(addresses.group()).ifPresent(each -> found.putIfAbsent(each.id(), each));
        }
        return List.copyOf(found.values());
    }

    private Optional<ContentRef> attachment(String address) {
        String bare = address.replaceFirst("[?#].*$", "");
        return uri(NOT_THE_END.matcher(bare).replaceFirst(""))
                .filter(this::isAttachment)
                .map(uri -> new ContentRef(id(uri), Optional.empty(), OptionalLong.empty(), uri));
    }

    private boolean isAttachment(URI uri) {
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            return false;
        }
        String name = SubjectId.hostOf(uri);
        if (name.equals(OLD_HOST)) {
            return uri.getRawPath().length() > 1;
        }
        boolean isOurs = name.equals(host) || name.equals("media." + host);
        return isOurs && PATH.matcher(uri.getRawPath()).matches();
    }

    private static Optional<URI> uri(String address) {
        try {
            return Optional.of(URI.create(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String id(URI uri) {
        String id = SubjectId.hostOf(uri) + uri.getRawPath();
        return id.length() <= LONGEST_ID
                ? id
                : Sha256.of(id.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
