/**
 * A host of the Gitea kind for tests: an organisation with repositories, issues and attachments behind tokens, on
 * loopback. It knows what such a host answers; it does not know who asks.
 */
@NullMarked
package io.repobackup.samples.gitea.standin;

import org.jspecify.annotations.NullMarked;
