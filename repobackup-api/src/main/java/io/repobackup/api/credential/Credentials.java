package io.repobackup.api.credential;

/**
 * What is shown to a host to be let in.
 *
 * <p><i>Immutable.</i>
 */
public sealed interface Credentials {

    /**
     * A user name with a password or token, as in RFC 7617.
     *
     * @param user the user name, not secret and without a colon; many hosts accept any name beside a token
     * @param password the password or token
     */
    record Basic(String user, Secret password) implements Credentials {
        /** Refuses a user name that the Basic scheme cannot carry. */
        public Basic {
            if (user.indexOf(':') >= 0) {
                throw new IllegalArgumentException("a user name for Basic credentials cannot hold a colon (RFC 7617)");
            }
        }
    }

    /**
     * A bearer token, as in RFC 6750.
     *
     * @param token the token
     */
    record Bearer(Secret token) implements Credentials {}

    /** Anonymous access. */
    enum None implements Credentials {
        /** The only value. */
        NONE
    }
}
