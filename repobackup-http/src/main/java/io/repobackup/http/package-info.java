/** The HTTP client that sources and git share. It knows status codes, redirects and retries, and no host, store or vault. */
@NullMarked
package io.repobackup.http;

import org.jspecify.annotations.NullMarked;
