/** Contract kits and stand-ins for those who implement the SPIs. It knows the api alone. */
@NullMarked
package io.repobackup.testkit;

import org.jspecify.annotations.NullMarked;
