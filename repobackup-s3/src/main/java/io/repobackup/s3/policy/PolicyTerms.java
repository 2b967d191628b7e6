package io.repobackup.s3.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * What a policy depends on besides its role. <i>Immutable.</i>
 *
 * @param dialect whose words it is in
 * @param longestLock for how long objects may be locked, when they may
 * @param versions whether the bucket keeps versions
 * @param tags whether objects may be tagged
 * @param hidden the folder that must not be read
 */
record PolicyTerms(
        S3PolicyDialect dialect,
        Optional<Duration> longestLock,
        boolean versions,
        boolean tags,
        Optional<String> hidden) {

    static final PolicyTerms PLAIN =
            new PolicyTerms(S3PolicyDialect.AWS, Optional.empty(), true, false, Optional.empty());

    PolicyTerms {
        if (longestLock.isPresent()
                && (longestLock.get().isNegative() || longestLock.get().isZero())) {
            throw new IllegalArgumentException("a lock lasts longer than " + longestLock.get());
        }
    }

    PolicyTerms with(S3PolicyDialect other) {
        return new PolicyTerms(other, longestLock, versions, tags, hidden);
    }

    PolicyTerms locking(Duration longest) {
        return new PolicyTerms(dialect, Optional.of(longest), versions, tags, hidden);
    }

    PolicyTerms withoutVersions() {
        return new PolicyTerms(dialect, longestLock, false, tags, hidden);
    }

    PolicyTerms tagging() {
        return new PolicyTerms(dialect, longestLock, versions, true, hidden);
    }

    PolicyTerms hiding(String folder) {
        return new PolicyTerms(dialect, longestLock, versions, tags, Optional.of(folder));
    }
}
