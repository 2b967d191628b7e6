/**
 * Lists that hosts give page by page.
 *
 * <p>Knows links to next pages, and what is remembered of pages so that they are not sent again. Does not know what is in
 * them.
 */
@NullMarked
package io.repobackup.http.paging;

import org.jspecify.annotations.NullMarked;
