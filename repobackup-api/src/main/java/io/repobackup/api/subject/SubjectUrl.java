package io.repobackup.api.subject;

import java.net.URI;

/** The rule for addresses that end up in records. */
final class SubjectUrl {

    private SubjectUrl() {}

    static URI withoutCredentials(URI url) {
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the url of a subject on " + url.getHost()
                    + " holds credentials; give them as Credentials instead");
        }
        return url;
    }
}
