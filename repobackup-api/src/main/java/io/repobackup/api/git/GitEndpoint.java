package io.repobackup.api.git;

import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.failure.MisconfiguredException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Where a git repository is reached: smart HTTP or a local directory, with the credentials to use, the refs that count
 * and the rule for LFS.
 *
 * <p><i>Immutable</i>; the {@code with} methods return copies.
 */
public final class GitEndpoint {

    private static final Set<String> SCHEMES = Set.of("http", "https", "file");

    private final URI url;
    private final CredentialsProvider credentials;
    private final RefRules refs;
    private final LfsRules lfs;

    private GitEndpoint(URI url, CredentialsProvider credentials, RefRules refs, LfsRules lfs) {
        this.url = url;
        this.credentials = credentials;
        this.refs = refs;
        this.lfs = lfs;
    }

    /**
     * The repository at an {@code http}, {@code https} or {@code file} URL: anonymous, all refs, no LFS.
     *
     * @throws MisconfiguredException for another scheme, or when the URL holds credentials, a query or a fragment
     */
    public static GitEndpoint of(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            throw new MisconfiguredException("Git over '" + scheme + "' is not supported for " + redacted(url)
                    + "; use the repository's https:// address with a token, or a local path");
        }
        if (holdsCredentials(url)) {
            throw new MisconfiguredException("The address " + redacted(url)
                    + " holds credentials, which would end up in logs; give them with withCredentials instead");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new MisconfiguredException("The address " + redacted(url) + " has a query or a fragment, which no git"
                    + " repository has; leave it out, and give credentials with withCredentials");
        }
        return new GitEndpoint(url, CredentialsProvider.none(), RefRules.all(), LfsRules.OFF);
    }

    /** The same repository, reached with these credentials, sent with the first request. */
    public GitEndpoint withCredentials(CredentialsProvider credentials) {
        return new GitEndpoint(url, credentials, refs, lfs);
    }

    /** The same repository, with these refs. */
    public GitEndpoint withRefs(RefRules refs) {
        return new GitEndpoint(url, credentials, refs, lfs);
    }

    /** The same repository, with this rule for LFS. */
    public GitEndpoint withLfs(LfsRules lfs) {
        return new GitEndpoint(url, credentials, refs, lfs);
    }

    /** The address, without credentials. */
    public URI url() {
        return url;
    }

    /** Who asks. */
    public CredentialsProvider credentials() {
        return credentials;
    }

    /** Which refs count. */
    public RefRules refs() {
        return refs;
    }

    /** From where LFS objects may be fetched. */
    public LfsRules lfs() {
        return lfs;
    }

    @Override
    public String toString() {
        return url.toString();
    }

    /** An authority that java.net.URI cannot take apart, as with an underscore in the host, has no user info for it. */
    private static boolean holdsCredentials(URI url) {
        return url.getRawUserInfo() != null
                || String.valueOf(url.getRawAuthority()).indexOf('@') >= 0;
    }

    private static String redacted(URI url) {
        return url.toString().replaceFirst("//[^/?#]*@", "//").replaceFirst("[?#].*", "");
    }
}
