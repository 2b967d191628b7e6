/** Tests of bundle headers against native git. */
@NullMarked
package io.repobackup.core.git.bundle;

import org.jspecify.annotations.NullMarked;
