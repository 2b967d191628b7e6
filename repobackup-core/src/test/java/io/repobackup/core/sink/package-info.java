/** Tests of the decorators of sinks. */
@NullMarked
package io.repobackup.core.sink;

import org.jspecify.annotations.NullMarked;
