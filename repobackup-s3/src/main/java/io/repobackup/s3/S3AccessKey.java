package io.repobackup.s3;

import io.repobackup.api.credential.Secret;
import java.util.Optional;

/**
 * What is shown to an S3 store to be let in.
 *
 * <p><i>Immutable.</i>
 *
 * @param id the access key id, which is no secret
 * @param secret the secret access key
 * @param sessionToken the token that belongs to temporary keys
 */
public record S3AccessKey(String id, Secret secret, Optional<Secret> sessionToken) {

    /** Refuses an empty id. */
    public S3AccessKey {
        if (id.isBlank()) {
            throw new IllegalArgumentException("an access key has an id; this one is blank");
        }
    }

    /** A key that holds until somebody revokes it. */
    public static S3AccessKey of(String id, Secret secret) {
        return new S3AccessKey(id, secret, Optional.empty());
    }

    /** A temporary key. */
    public static S3AccessKey temporary(String id, Secret secret, Secret sessionToken) {
        return new S3AccessKey(id, secret, Optional.of(sessionToken));
    }
}
