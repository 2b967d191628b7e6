/**
 * A store on Azure Blob Storage.
 *
 * <p>Knows containers, blocks and their failures. Does not know what a vault is.
 */
@NullMarked
package io.repobackup.azure;

import org.jspecify.annotations.NullMarked;
