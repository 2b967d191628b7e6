/**
 * The rules of the design, held against the main classes of every module, and each against a seeded violation.
 *
 * <p>Knows names of packages, and shapes of classes. Does not know what any class does. A seed lives in
 * {@code violations.<rule>}, which plays {@code io.repobackup}: what is called {@code Wrong} there must be found, what is
 * called {@code Right} must not.
 */
@NullMarked
package io.repobackup.architecture;

import org.jspecify.annotations.NullMarked;
