/**
 * Vouching for what was written before anybody signed, or with a key that is to be revoked.
 *
 * <p>Knows the ends of logs and their signatures. Does not know whether what they say is true: whoever seals takes that upon
 * themselves.
 */
@NullMarked
package io.repobackup.core.seal;

import org.jspecify.annotations.NullMarked;
