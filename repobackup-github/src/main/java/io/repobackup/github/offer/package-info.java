/**
 * What is offered of a repository and of an organisation: which parts, with which marks, and how often they are looked at.
 *
 * <p>Knows what shows that a part has changed, and what does not. Does not know how a part is read.
 */
@NullMarked
package io.repobackup.github.offer;

import org.jspecify.annotations.NullMarked;
