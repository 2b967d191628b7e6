package io.repobackup.api.subject;

import java.net.URI;

/** The rule for addresses that end up in records. */
final class SubjectUrl {

    private SubjectUrl() {}

    static URI withoutCredentials(URI url) {
        // An authority that java.net.URI cannot take apart, as with an underscore in the host, has no user info for it.
        if (url.getRawUserInfo() != null
                || String.valueOf(url.getRawAuthority()).indexOf('@') >= 0) {
            throw new IllegalArgumentException("the url of a subject on " + url.getHost()
                    + " holds credentials; give them as Credentials instead");
        }
        return url;
    }
}
