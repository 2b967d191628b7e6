/**
 * Client-side encryption in the <a href="https://age-encryption.org/v1">age format</a>, as a decorator of any store.
 *
 * <p>Knows recipients, identities and bytes, and which keys of a vault are never encrypted. Does not know stores, nor what a
 * vault holds. The key exchange is jagged's; the payload is cut into chunks and encrypted here, so that the chunk that ends
 * a file is written by a commit and by nothing else.
 */
@NullMarked
package io.repobackup.age;

import org.jspecify.annotations.NullMarked;
