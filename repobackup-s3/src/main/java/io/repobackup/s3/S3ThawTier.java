package io.repobackup.s3;

/** How fast objects are brought back from cold storage, and at what price. */
public enum S3ThawTier {
    /** Within minutes, dear; not from the coldest class, and not always to be had. */
    EXPEDITED,
    /** Within hours. */
    STANDARD,
    /** Within half a day, or two days from the coldest class; the cheapest. */
    BULK
}
