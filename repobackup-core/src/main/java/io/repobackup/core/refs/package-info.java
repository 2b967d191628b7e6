/**
 * The refs of a git repository at one moment, as plain values.
 *
 * <p>Knows names, object ids and HEAD. Does not know JGit, the wire protocol or the vault.
 */
@NullMarked
package io.repobackup.core.refs;

import org.jspecify.annotations.NullMarked;
