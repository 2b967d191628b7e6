package io.repobackup.core.vault;

/**
 * The content of a part as a record spells it: small things in full, large ones by reference.
 *
 * <p><i>Immutable.</i> Resolved by {@link SubjectContents}.
 */
public sealed interface StoredContent permits StoredGit, StoredMetadata {}
