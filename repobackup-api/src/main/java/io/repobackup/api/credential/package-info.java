/**
 * Secrets and who they speak for.
 *
 * <p>Knows how a secret is carried without ever being shown, and how credentials rotate while work goes on. Does not
 * know any host, header or token format.
 */
@NullMarked
package io.repobackup.api.credential;

import org.jspecify.annotations.NullMarked;
