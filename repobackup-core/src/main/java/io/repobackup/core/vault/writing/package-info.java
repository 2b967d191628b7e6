/**
 * Writing one subject: reading where its log ends, storing blobs, appending a record.
 *
 * <p>Knows the protocol of docs/FORMAT.md, section «Writing». Does not know how anything is captured.
 */
@NullMarked
package io.repobackup.core.vault.writing;

import org.jspecify.annotations.NullMarked;
