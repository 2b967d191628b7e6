/**
 * The HTTP client that sources and git share.
 *
 * <p>Knows status codes, redirects, credentials, proxies, certificates and retries, and turns what goes wrong into the
 * failures of the API. Does not know any host, store or vault, nor what the bytes mean.
 */
@NullMarked
package io.repobackup.http;

import org.jspecify.annotations.NullMarked;
