/** Tests of keys, certificates and policies; those of signed logs are beside those of logs. */
@NullMarked
package io.repobackup.core.vault.signing;

import org.jspecify.annotations.NullMarked;
