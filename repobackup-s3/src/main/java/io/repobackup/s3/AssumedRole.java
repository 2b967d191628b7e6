package io.repobackup.s3;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.s3.policy.S3Policy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * Access keys of a role, given by a security token service (STS) for a while and renewed before they end, also in the
 * middle of a run. With a policy they are good for no more than it allows, whatever the role may do: so many tenants share a
 * bucket, and none can look below another's prefix.
 *
 * <pre>{@code
 * AssumedRole keys = AssumedRole.of("arn:aws:iam::123456789012:role/backup")
 *         .narrowedTo(S3Policy.writer("backups", "tenant-7"))
 *         .build();
 * BlobSink sink = S3BlobSink.builder("backups").prefix("tenant-7").credentials(keys).build();
 * }</pre>
 *
 * <p><i>Thread-safe.</i> Closed by whoever built it, after the sinks that use it.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
public final class AssumedRole implements S3Credentials, AutoCloseable {

    private final StsClient service;
    private final AssumeRoleRequest request;
    private final Clock clock;
    private @Nullable Session session;

    private AssumedRole(StsClient service, AssumeRoleRequest request, Clock clock) {
        this.service = service;
        this.request = request;
        this.clock = clock;
    }

    /**
     * A key and its time.
     *
     * @param key the key
     * @param renewAt when another one is asked for
     * @param end when the store refuses it
     */
    private record Session(S3AccessKey key, Instant renewAt, Instant end) {}

    /** A builder for the role of this ARN. */
    public static Builder of(String roleArn) {
        return new Builder(roleArn);
    }

    @Override
    public synchronized S3AccessKey current() {
        Instant now = clock.instant();
        Session held = session;
        if (held == null || !now.isBefore(held.renewAt())) {
            held = renewed(held, now);
            session = held;
        }
        return held.key();
    }

    @Override
    public synchronized void rejected(S3AccessKey used) {
        if (session != null && session.key().equals(used)) {
            session = null;
        }
    }

    @Override
    public void close() {
        service.close();
    }

    @Override
    public String toString() {
        return "AssumedRole[" + request.roleArn() + " as " + request.roleSessionName() + "]";
    }

    /** While the old key still holds, a service that does not answer does no harm. */
    private Session renewed(@Nullable Session held, Instant now) {
        try {
            return assume(now);
        } catch (SdkException e) {
            if (held != null && now.isBefore(held.end())) {
                return held;
            }
            throw TokenService.told("Assuming the role " + request.roleArn(), e);
        }
    }

    private Session assume(Instant now) {
        var given = service.assumeRole(request).credentials();
        S3AccessKey key = S3AccessKey.temporary(
                given.accessKeyId(), secret(given.secretAccessKey()), secret(given.sessionToken()));
        Duration left = Duration.between(now, given.expiration());
        return new Session(key, now.plus(left.multipliedBy(2).dividedBy(3)), given.expiration());
    }

    private static Secret secret(String text) {
        return Secret.of(text.toCharArray());
    }

    /**
     * Builds an {@link AssumedRole}. Without credentials of its own it asks with those that the AWS SDK finds.
     *
     * <p><i>Confined to one thread at a time.</i>
     */
    public static final class Builder {

        private static final int LONGEST_POLICY = 2_048;

        private final AssumeRoleRequest.Builder request = AssumeRoleRequest.builder();
        private final String roleArn;
        private final TokenService service = new TokenService();
        private Clock clock = Clock.systemUTC();

        private Builder(String roleArn) {
            this.roleArn = roleArn;
            request.roleArn(roleArn).roleSessionName("repobackup");
        }

        /** Allows no more than this, of what the role may do. */
        public Builder narrowedTo(S3Policy policy) {
            String text = policy.oneLine();
            if (text.length() > LONGEST_POLICY) {
                throw new MisconfiguredException("Assuming the role " + roleArn + ": the policy of " + policy + " has "
                        + text.length() + " characters, and a session takes " + LONGEST_POLICY
                        + "; use a shorter prefix");
            }
            request.policy(text);
            return this;
        }

        /** What the store's logs call the session: 2 to 64 letters, digits and {@code _ = , . @ -}. */
        public Builder session(String name) {
            request.roleSessionName(name);
            return this;
        }

        /** The secret-like word that the owner of the role asks third parties for. */
        public Builder externalId(String id) {
            request.externalId(id);
            return this;
        }

        /** How long a key holds: 15 minutes to 12 hours, as the role allows; one hour without this. */
        public Builder lasting(Duration length) {
            request.durationSeconds((int) length.toSeconds());
            return this;
        }

        /** The region of the service; without this, the one that the AWS SDK finds, or us-east-1 at another endpoint. */
        public Builder region(String name) {
            service.region = name;
            return this;
        }

        /** Where the service is, when it is not AWS; most other stores answer at the endpoint of their buckets. */
        public Builder endpoint(URI uri) {
            service.endpoint = uri;
            return this;
        }

        /** The keys to ask with. */
        public Builder credentials(S3Credentials source) {
            service.credentials = source;
            return this;
        }

        /** The clock by which keys are renewed; the system's without this. */
        public Builder clock(Clock given) {
            clock = given;
            return this;
        }

        /** The role. Nothing is asked before the first key is needed. */
        public AssumedRole build() {
            return new AssumedRole(service.connect(roleArn), request.build(), clock);
        }
    }
}
