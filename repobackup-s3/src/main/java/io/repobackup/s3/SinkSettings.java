package io.repobackup.s3;

import java.time.Clock;

/**
 * How a sink stores objects.
 *
 * @param shape what objects are given besides their bytes
 * @param checksums how the store is made to check them
 * @param partSizeInBytes how long the first parts of a long upload are
 * @param parallelParts how many parts of one upload are sent at once
 * @param smallLimitInBytes what is taken in one go
 * @param clock our clock
 */
record SinkSettings(
        ObjectShape shape,
        S3Checksums checksums,
        int partSizeInBytes,
        int parallelParts,
        long smallLimitInBytes,
        Clock clock) {}
