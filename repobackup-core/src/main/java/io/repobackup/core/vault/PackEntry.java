package io.repobackup.core.vault;

import io.repobackup.core.refs.ObjectId;
import java.util.OptionalLong;

/**
 * A pack that a record relies on: a git bundle, its index, and the ids that its objects name outside of it.
 *
 * <p><i>Immutable.</i>
 *
 * @param bundle the bundle: header and pack
 * @param headerLength how many bytes of the bundle come before the pack
 * @param index the pack's index, version 2
 * @param external the sorted ids that the pack's commits, trees and tags name and the pack does not hold
 * @param name the checksum that ends the pack, which names it in a repository
 * @param objects how many objects the pack holds
 * @param lfsPointers how many objects of LFS its blobs point to, each counted once; empty when nobody looked
 * @param replacedBy the number of the compaction record that made it superfluous
 */
public record PackEntry(
        BlobRef bundle,
        long headerLength,
        BlobRef index,
        BlobRef external,
        ObjectId name,
        long objects,
        OptionalLong lfsPointers,
        OptionalLong replacedBy) {}
