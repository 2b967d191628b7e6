/** Says what it holds, and that null is marked. */
@NullMarked
package io.repobackup.architecture.violations.nullmarked.marked;

import org.jspecify.annotations.NullMarked;
