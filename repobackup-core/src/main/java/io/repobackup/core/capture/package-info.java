/**
 * The engine's side of the conversation with a snapshotter: segments on their way into the vault, known ids, and the
 * ledger of linked content.
 *
 * <p>Knows how what a snapshotter says becomes the content of a part. Does not know records, runs or hosts.
 */
@NullMarked
package io.repobackup.core.capture;

import org.jspecify.annotations.NullMarked;
