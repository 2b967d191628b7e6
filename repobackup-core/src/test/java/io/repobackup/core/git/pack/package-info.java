/** Tests of packs against native git, and of packs that lie. */
@NullMarked
package io.repobackup.core.git.pack;

import org.jspecify.annotations.NullMarked;
