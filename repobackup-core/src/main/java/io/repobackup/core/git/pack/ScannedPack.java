package io.repobackup.core.git.pack;

import io.repobackup.core.refs.ObjectId;

/**
 * A pack that was read to its end, with all objects known that are no deltas.
 *
 * @param name the checksum at its end
 * @param sizeInBytes its length
 * @param surplus how many bytes were read beyond its end
 * @param entries its entries
 * @param onEntries the deltas that name the place of their base
 * @param onIds the deltas that name the id of their base, by its slot
 */
record ScannedPack(ObjectId name, long sizeInBytes, long surplus, EntryTable entries, Links onEntries, Links onIds) {}
