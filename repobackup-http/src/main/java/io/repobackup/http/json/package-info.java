/**
 * Just enough JSON to read what hosts answer: the raw bytes of each element of a page, and single fields.
 *
 * <p>Knows the syntax of <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>. Does not know any host's
 * documents, nor how records of a vault are written.
 */
@NullMarked
package io.repobackup.http.json;

import org.jspecify.annotations.NullMarked;
