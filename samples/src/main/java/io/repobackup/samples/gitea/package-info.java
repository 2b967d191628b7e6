/**
 * A source for hosts of the Gitea kind, written as a stranger would: against the API and the HTTP client alone. It knows
 * how such a host lists repositories, issues and members, and how their changes show. It does not know what becomes of
 * what it reads.
 */
@NullMarked
package io.repobackup.samples.gitea;

import org.jspecify.annotations.NullMarked;
