/**
 * A git repository as others reach it: its address, who asks, and which refs count.
 *
 * <p>Knows what a user or a source says about a repository. Does not know the protocol, nor how packs are stored.
 */
@NullMarked
package io.repobackup.api.git;

import org.jspecify.annotations.NullMarked;
