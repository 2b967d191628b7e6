/**
 * Client-side encryption in the <a href="https://age-encryption.org/v1">age format</a>, as a decorator of any store.
 *
 * <p>Knows recipients, identities and bytes. Does not know stores, nor what a vault is.
 */
@NullMarked
package io.repobackup.age;

import org.jspecify.annotations.NullMarked;
