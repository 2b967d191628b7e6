/**
 * Who asks: tokens of users, Apps with their keys, and the tokens of their installations.
 *
 * <p>Knows credentials, permissions and what they open. Does not know what is asked for.
 */
@NullMarked
package io.repobackup.github.standin.access;

import org.jspecify.annotations.NullMarked;
