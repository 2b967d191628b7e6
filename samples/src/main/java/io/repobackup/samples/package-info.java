/** The runnable samples, written against the public API alone. It knows arguments, output and exit statuses; the library does not. */
@NullMarked
package io.repobackup.samples;

import org.jspecify.annotations.NullMarked;
