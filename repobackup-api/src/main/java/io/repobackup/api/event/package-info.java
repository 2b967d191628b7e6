/**
 * What a run tells while it goes on.
 *
 * <p>Knows what happened, to which subject and part. Does not know who listens.
 */
@NullMarked
package io.repobackup.api.event;

import org.jspecify.annotations.NullMarked;
