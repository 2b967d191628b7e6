package io.repobackup.s3;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Gives the SDK our access keys, and knows which one a thread's last request was signed with. <i>Thread-safe.</i> */
final class KeyRing implements AwsCredentialsProvider {

    private final S3Credentials credentials;

    // Of this sink's requests; emptied after each.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable S3AccessKey> usedHere = new ThreadLocal<>();

    KeyRing(S3Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        S3AccessKey key = credentials.current();
        usedHere.set(key);
        String secret = new String(key.secret().reveal());
        if (key.sessionToken().isEmpty()) {
            return AwsBasicCredentials.create(key.id(), secret);
        }
        String token = new String(key.sessionToken().get().reveal());
        return AwsSessionCredentials.create(key.id(), secret, token);
    }

    /** Reports the key of this thread's last request as rejected; tells whether there is another one now. */
    boolean renewed() {
        S3AccessKey used = usedHere.get();
        if (used == null) {
            return false;
        }
        credentials.rejected(used);
        return !credentials.current().equals(used);
    }

    /** Keeps no key with the thread. */
    void forget() {
        usedHere.remove();
    }

    @Override
    public String toString() {
        return "KeyRing[]";
    }
}
