package io.repobackup.core.git.connection;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was learned about hosts from earlier conversations: whether they take requests as they are sent first, and
 * compressed ones. Forgetting it costs a request more for each host.
 *
 * <p><i>Thread-safe.</i>
 */
public final class KnownHosts {

    private final Map<String, Manners> hosts = new ConcurrentHashMap<>();

    /** Nothing is known yet. */
    public KnownHosts() {}

    Manners of(URI address) {
        return hosts.computeIfAbsent(
                String.valueOf(address.getRawAuthority()).toLowerCase(Locale.ROOT), host -> new Manners());
    }
}
