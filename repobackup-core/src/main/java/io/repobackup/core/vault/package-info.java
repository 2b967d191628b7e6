/**
 * The vault: records, logs, catalogs and blobs as docs/FORMAT.md describes them, on any sink.
 *
 * <p>Knows the format and the protocol of writing it. Does not know how anything is captured from a host, nor JGit.
 */
@NullMarked
package io.repobackup.core.vault;

import org.jspecify.annotations.NullMarked;
