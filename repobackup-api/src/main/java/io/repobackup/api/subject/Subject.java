package io.repobackup.api.subject;

import java.net.URI;
import java.util.Map;

/**
 * Something that is backed up as a whole and restored as a whole: a repository, or an owner with parts of its own (its
 * teams, its members). Only the {@link #id()} is identity; everything else describes the subject at one moment.
 *
 * <p><i>Immutable.</i>
 */
public sealed interface Subject permits RemoteRepository, Owner {

    /** The identity, stable over renames and transfers. */
    SubjectId id();

    /** The name that people use, with slashes between levels: {@code acme/tools/compiler}. Not unique over time. */
    String name();

    /** Where people look at it. Without credentials. */
    URI url();

    /** What else the host says, recorded with every snapshot; never a secret. Unmodifiable. */
    Map<String, String> attributes();
}
