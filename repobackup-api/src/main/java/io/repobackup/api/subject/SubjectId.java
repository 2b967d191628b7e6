package io.repobackup.api.subject;

/**
 * The identity of a subject: the host and the id that the host never gives to anything else. Names move and are reused,
 * ids are not.
 *
 * <p><i>Immutable.</i>
 */
public sealed interface SubjectId permits RepositoryId, OwnerId {

    /** The host in lower case, with its port where that is not the usual one: {@code github.com}, {@code git.example:8443}. */
    String host();

    /** The host's own stable id: {@code 10270250}. Compared as text. */
    String id();
}
