/** The git program, for tests. Git is always there; a test that cannot run it fails. */
@NullMarked
package io.repobackup.core.git.nativegit;

import org.jspecify.annotations.NullMarked;
