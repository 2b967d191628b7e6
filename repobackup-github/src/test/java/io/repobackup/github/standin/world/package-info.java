/**
 * What the host knows: accounts, repositories, and what people wrote in them. A test changes it.
 *
 * <p>Knows identities, names and times. Does not know how anything is asked for.
 */
@NullMarked
package io.repobackup.github.standin.world;

import org.jspecify.annotations.NullMarked;
