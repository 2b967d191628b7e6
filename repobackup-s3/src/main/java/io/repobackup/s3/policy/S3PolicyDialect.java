package io.repobackup.s3.policy;

/** Whose policies are spoken. Conditions that a store does not know it refuses, ignores or never finds true. */
public enum S3PolicyDialect {
    /** AWS: overwriting is refused by the store, and locks have a longest duration. */
    AWS(true, true),
    /** MinIO: locks have a longest duration; that nothing is overwritten is left to the versions that the bucket keeps. */
    MINIO(false, true),
    /** Ceph: neither; versions and locks of mode COMPLIANCE keep what was stored. */
    CEPH(false, false);

    private final boolean demandingConditions;
    private final boolean limitingLocks;

    S3PolicyDialect(boolean demandingConditions, boolean limitingLocks) {
        this.demandingConditions = demandingConditions;
        this.limitingLocks = limitingLocks;
    }

    /** Whether a policy can demand that objects are put only where there are none. */
    boolean demandsConditions() {
        return demandingConditions;
    }

    /** Whether a policy can bound the time for which a lock is set. */
    boolean limitsLocks() {
        return limitingLocks;
    }
}
