package io.repobackup.azure;

/** How soon what is thawed can be read. */
public enum ThawPriority {
    /** Within 15 hours. */
    STANDARD,
    /** Within an hour, for blobs below 10 GB and for more money. */
    HIGH
}
