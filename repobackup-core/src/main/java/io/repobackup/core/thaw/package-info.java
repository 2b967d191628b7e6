/**
 * Getting blobs back from the cold tiers of a store: which of them cannot be read now, asking for them, waiting for them.
 *
 * <p>Knows blobs and their temperature. Does not know what is restored from them.
 */
@NullMarked
package io.repobackup.core.thaw;

import org.jspecify.annotations.NullMarked;
