/**
 * The host's limits: units by the hour, points by the minute, requests at once, and what becomes of those who do not mind.
 *
 * <p>Knows <a href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api">what is published</a>.
 * Does not know what is asked for.
 */
@NullMarked
package io.repobackup.github.standin.limit;

import org.jspecify.annotations.NullMarked;
