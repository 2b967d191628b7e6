/**
 * What only GraphQL tells: things by their node ids, many in one query, with the connections that belong to them.
 *
 * <p>Knows nodes, connections and what they cost. Does not know which are asked for, nor what becomes of them.
 */
@NullMarked
package io.repobackup.github.node;

import org.jspecify.annotations.NullMarked;
