/** Every reader of bytes from outside against inputs that were made to break it. */
@NullMarked
package io.repobackup.core.fuzz;

import org.jspecify.annotations.NullMarked;
