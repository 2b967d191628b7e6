package io.repobackup.api.subject;

import java.net.URI;
import java.util.Locale;

/**
 * The identity of a subject: the host and the id that the host never gives to anything else. Names move and are reused,
 * ids are not.
 *
 * <p><i>Immutable.</i>
 */
public sealed interface SubjectId permits RepositoryId, OwnerId {

    /** The host in lower case, with its port where that is not the usual one: {@code github.com}, {@code git.example:8443}. */
    String host();

    /**
     * The host of an address as identities name it, so that all adapters call one host by one name.
     *
     * @throws IllegalArgumentException when the address has no host
     */
    static String hostOf(URI url) {
        if (url.getRawAuthority() == null) {
            throw new IllegalArgumentException("an address of " + url.getScheme() + " without a host");
        }
        if (url.getHost() == null) {
            // a name with an underscore, which java.net.URI does not take for a host
            return url.getRawAuthority().replaceFirst("^.*@", "").toLowerCase(Locale.ROOT);
        }
        boolean usual = url.getPort() < 0
                || ("https".equalsIgnoreCase(url.getScheme()) && url.getPort() == 443)
                || ("http".equalsIgnoreCase(url.getScheme()) && url.getPort() == 80);
        return url.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + url.getPort());
    }

    /** The host's own stable id: {@code 10270250}. Compared as text. */
    String id();
}
