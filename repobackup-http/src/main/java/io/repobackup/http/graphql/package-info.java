/**
 * Queries in GraphQL, as far as all hosts answer alike.
 *
 * <p>Knows the shape of requests and answers of <a href="https://spec.graphql.org/October2021/#sec-Response">the
 * specification</a>, and that errors come under the status 200. Does not know any host's schema, nor its words for
 * errors, which its adapter tells.
 */
@NullMarked
package io.repobackup.http.graphql;

import org.jspecify.annotations.NullMarked;
