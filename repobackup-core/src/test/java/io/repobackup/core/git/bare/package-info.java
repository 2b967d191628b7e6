/** Tests of written repositories against native git. */
@NullMarked
package io.repobackup.core.git.bare;

import org.jspecify.annotations.NullMarked;
