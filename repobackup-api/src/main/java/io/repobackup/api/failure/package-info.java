/**
 * The failures that cross an SPI or a door, one class per thing the caller can do next.
 *
 * <p>Knows what a caller may do after a failure: wait, correct a setting, ask for a permission, look at storage. Does
 * not know which host, store or protocol failed; the message says that.
 */
@NullMarked
package io.repobackup.api.failure;

import org.jspecify.annotations.NullMarked;
