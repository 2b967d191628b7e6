/** Tests of sealing. */
@NullMarked
package io.repobackup.core.seal;

import org.jspecify.annotations.NullMarked;
