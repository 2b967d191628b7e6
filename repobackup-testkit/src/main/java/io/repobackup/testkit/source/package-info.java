/**
 * For authors of {@link io.repobackup.api.source.Source}s: the contract as tests and a context to call sources with; for
 * users of sources, one in memory.
 *
 * <p>Knows the SPI. Does not know any host.
 */
@NullMarked
package io.repobackup.testkit.source;

import org.jspecify.annotations.NullMarked;
