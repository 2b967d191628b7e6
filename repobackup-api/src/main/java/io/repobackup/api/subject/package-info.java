/**
 * What is backed up, and how it is told apart: subjects, their stable identity, and the parts they consist of.
 *
 * <p>Knows identity and description. Does not know how anything is captured, stored or restored.
 */
@NullMarked
package io.repobackup.api.subject;

import org.jspecify.annotations.NullMarked;
