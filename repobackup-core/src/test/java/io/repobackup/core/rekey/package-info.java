/** Tests of carrying a vault into a new one. */
@NullMarked
package io.repobackup.core.rekey;

import org.jspecify.annotations.NullMarked;
