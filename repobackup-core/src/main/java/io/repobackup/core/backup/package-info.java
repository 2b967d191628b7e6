/**
 * The door for backing up: plans what has moved, captures it part by part, and reports every ending.
 *
 * <p>Knows runs, lanes and outcomes. Does not know git's protocol, the vault's format or any host.
 */
@NullMarked
package io.repobackup.core.backup;

import org.jspecify.annotations.NullMarked;
