/** The engines and the vault. It knows no host and no vendor store. */
@NullMarked
package io.repobackup.core;

import org.jspecify.annotations.NullMarked;
