package io.repobackup.api.source;

import io.repobackup.api.credential.CredentialsProvider;

/**
 * One credential's API, or one git host: what must not be asked too much at once. The engine runs at most its width at
 * a time over all subjects; lanes with equal keys are one lane, of the smallest width seen.
 *
 * <p><i>Immutable.</i>
 *
 * @param key names the lane in events: {@code api:github.com:acme-app}; never a secret
 * @param width how many captures may run at once, 1 or more
 */
public record Lane(String key, int width) {

    /**
     * The API of a host for one credential, one capture at a time: hosts that limit ask for requests one after the
     * other.
     *
     * @param host as in the ids of subjects
     */
    public static Lane serial(String host, CredentialsProvider credentials) {
        return new Lane("api:" + host + ":" + credentials.identity(), 1);
    }

    /** Refuses a lane that nothing could pass. */
    public Lane {
        if (key.isBlank()) {
            throw new IllegalArgumentException("a lane needs a key");
        }
        if (width < 1) {
            throw new IllegalArgumentException("the width of lane " + key + " is 1 or more, not " + width);
        }
    }
}
