/**
 * Accepting what a store holds as the truth, after catalogs and logs came to disagree.
 *
 * <p>Knows catalogs and the ends of logs. Does not know sources: what was lost is captured again by the next backup.
 */
@NullMarked
package io.repobackup.core.adopt;

import org.jspecify.annotations.NullMarked;
