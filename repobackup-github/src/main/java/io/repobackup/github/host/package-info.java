/**
 * The host as this adapter reads it: its addresses, what its requests cost, lists and documents in REST, queries in
 * GraphQL.
 *
 * <p>Knows requests and answers. Does not know parts, nor what is remembered between runs.
 */
@NullMarked
package io.repobackup.github.host;

import org.jspecify.annotations.NullMarked;
