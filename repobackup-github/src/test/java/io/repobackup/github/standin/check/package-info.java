/**
 * Holds what is asked and answered to what the host publishes of itself.
 *
 * <p>Knows the host's descriptions. Does not know how the stand-in makes its answers.
 */
@NullMarked
package io.repobackup.github.standin.check;

import org.jspecify.annotations.NullMarked;
