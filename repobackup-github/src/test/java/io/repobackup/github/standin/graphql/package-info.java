/**
 * The host in GraphQL: real queries on the part of the schema that is used, with their price.
 *
 * <p>Knows types and fields of the <a href="https://docs.github.com/en/graphql">GraphQL API</a>. Does not know connections
 * over the network.
 */
@NullMarked
package io.repobackup.github.standin.graphql;

import org.jspecify.annotations.NullMarked;
