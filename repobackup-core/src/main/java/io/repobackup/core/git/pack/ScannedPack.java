package io.repobackup.core.git.pack;

import io.repobackup.core.refs.ObjectId;

/**
 * A pack that was read to its end, with all objects known that are no deltas.
 *
 * @param name the checksum at its end
 * @param sizeInBytes its length
 * @param surplus how many bytes were read beyond its end
 * @param contents its entries, and what its objects say
 * @param byId the deltas that tell the id of their base
 * @param kept the deltas that need not be inflated again
 */
record ScannedPack(
        ObjectId name, long sizeInBytes, long surplus, PackContents contents, BasesById byId, KeptDeltas kept) {}
