/**
 * A host that tests script: lists in pages with tags, documents, and answers to queries, which may change between any two
 * requests.
 *
 * <p>Knows how pages, tags and times behave. Does not know the host's schemas.
 */
@NullMarked
package io.repobackup.github.scripted;

import org.jspecify.annotations.NullMarked;
