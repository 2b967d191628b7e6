package io.repobackup.core.git.lfs;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.git.LfsRules;
import io.repobackup.api.subject.SubjectId;
import java.net.URI;

/**
 * Which hosts the bytes of objects may come from. The client sees to the rest: that a public host leads to no private
 * address, and that none gets the credentials of another.
 *
 * <p><i>Immutable.</i>
 */
record HostRule(LfsRules rule, String home) {

    static HostRule of(GitEndpoint endpoint) {
        return new HostRule(endpoint.lfs(), SubjectId.hostOf(endpoint.url()));
    }

    /**
     * Refuses an address.
     *
     * @throws MisconfiguredException that names the host
     */
    void check(URI address) {
        String host = address.getRawAuthority() == null ? "no host" : SubjectId.hostOf(address);
        if (rule != LfsRules.ANY_HOST && !host.equals(home)) {
            throw new MisconfiguredException("refused host: the LFS server names " + host + ", and the rule " + rule
                    + " lets objects come from " + home + " only; allow others with " + LfsRules.ANY_HOST);
        }
    }
}
