/** Tests of conversations with git repositories. They know no particular server. */
@NullMarked
package io.repobackup.core.git.connection;

import org.jspecify.annotations.NullMarked;
