package io.repobackup.s3;

/** How a store is made to check what reaches it. */
public enum S3Checksums {
    /**
     * The checksums of the S3 API since 2022: SHA-256 for what is put in one go, CRC-32 for parts; and what is read back
     * whole is checked where the store knows a checksum. For AWS, R2, and current MinIO and Ceph.
     */
    STANDARD,
    /** {@code Content-MD5}, which every store checks. For servers that refuse or ignore the newer ones, and for Google. */
    CONTENT_MD5
}
