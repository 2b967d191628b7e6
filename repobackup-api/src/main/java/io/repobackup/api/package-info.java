/** The words of the domain and the interfaces that adapters implement. It knows no host, no store and no protocol. */
@NullMarked
package io.repobackup.api;

import org.jspecify.annotations.NullMarked;
