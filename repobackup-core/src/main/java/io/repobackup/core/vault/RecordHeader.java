package io.repobackup.core.vault;

import java.time.Instant;
import java.util.Optional;

/**
 * What every record says of itself.
 *
 * <p><i>Immutable.</i>
 *
 * @param vault the vault it was written for
 * @param number its number in the log, 1 or more
 * @param commit a random id by which its writer knows it again
 * @param kind why it was appended
 * @param time since when it stands, to the millisecond; greater than that of the record before
 * @param run the run that appended it
 * @param engine the version of the program that appended it
 * @param previous the valid record before it; empty for the first
 * @param requires which features of the format it needs
 */
public record RecordHeader(
        VaultId vault,
        long number,
        String commit,
        RecordKind kind,
        Instant time,
        String run,
        String engine,
        Optional<RecordLink> previous,
        Requirements requires) {}
