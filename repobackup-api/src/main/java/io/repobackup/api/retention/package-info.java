/**
 * The SPI of rules for keeping.
 *
 * <p>Knows snapshots and verdicts on them. Does not know how anything is dropped.
 */
@NullMarked
package io.repobackup.api.retention;

import org.jspecify.annotations.NullMarked;
