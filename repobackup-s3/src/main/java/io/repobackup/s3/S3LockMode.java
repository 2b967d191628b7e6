package io.repobackup.s3;

/** How firmly Object Lock holds. */
public enum S3LockMode {
    /**
     * Whoever has the permission {@code s3:BypassGovernanceRetention} may still remove objects and shorten locks. Ceph 16
     * lets everybody through who may remove versions: use {@link #COMPLIANCE} there.
     */
    GOVERNANCE,
    /** Nobody removes an object or shortens its lock, the owner of the account included. */
    COMPLIANCE
}
