/**
 * Time under the control of a test.
 *
 * <p>Knows clocks. Does not know what is timed.
 */
@NullMarked
package io.repobackup.testkit.time;

import org.jspecify.annotations.NullMarked;
