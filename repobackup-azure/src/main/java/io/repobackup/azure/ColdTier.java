package io.repobackup.azure;

/** A tier for what is read by restores only: cheaper to keep, dearer and, for the last one, slower to read. */
public enum ColdTier {
    /** Read at once; kept for 30 days at least. */
    COOL,
    /** Read at once; kept for 90 days at least. */
    COLD,
    /** Read hours after it was asked for ({@link io.repobackup.api.sink.Thaw}); kept for 180 days at least. */
    ARCHIVE
}
