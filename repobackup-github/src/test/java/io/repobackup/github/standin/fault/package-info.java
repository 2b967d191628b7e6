/**
 * What goes wrong when a test wants it: errors, limits in all their forms, connections that break.
 *
 * <p>Knows answers. Does not know what the proper one would be.
 */
@NullMarked
package io.repobackup.github.standin.fault;

import org.jspecify.annotations.NullMarked;
