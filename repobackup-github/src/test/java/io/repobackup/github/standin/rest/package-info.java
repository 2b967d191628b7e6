/**
 * The host in REST: operations, pages with links, conditions, and things as JSON.
 *
 * <p>Knows paths, parameters and fields of the <a href="https://docs.github.com/en/rest">REST API</a>. Does not know
 * limits, nor connections.
 */
@NullMarked
package io.repobackup.github.standin.rest;

import org.jspecify.annotations.NullMarked;
