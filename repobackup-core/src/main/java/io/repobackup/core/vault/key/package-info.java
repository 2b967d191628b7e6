/**
 * The names under which a vault keeps things, as docs/FORMAT.md spells them.
 *
 * <p>Knows the layout of keys, how text becomes a component of a key, fresh ids, and how keys are split into
 * portions. Does not know what lies under a
 * key.
 */
@NullMarked
package io.repobackup.core.vault.key;

import org.jspecify.annotations.NullMarked;
