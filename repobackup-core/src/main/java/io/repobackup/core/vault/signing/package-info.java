/**
 * Who vouches for what is in a vault: keys, certificates, signatures over bytes, and which of them are to be believed.
 *
 * <p>Knows Ed25519 and the second line of a record's file. Does not know records: what the bytes mean, and what becomes of
 * a record that nobody vouches for, is decided by those who read logs.
 */
@NullMarked
package io.repobackup.core.vault.signing;

import org.jspecify.annotations.NullMarked;
