/**
 * Requests and answers as they go over the wire.
 *
 * <p>Knows JSON, headers and addresses. Does not know what is asked for.
 */
@NullMarked
package io.repobackup.github.standin.wire;

import org.jspecify.annotations.NullMarked;
