/**
 * The SPI of whoever brings subjects back: to disk, or into a host.
 *
 * <p>Knows a restorable subject as merged content at one moment. Does not know how it is stored.
 */
@NullMarked
package io.repobackup.api.restore;

import org.jspecify.annotations.NullMarked;
