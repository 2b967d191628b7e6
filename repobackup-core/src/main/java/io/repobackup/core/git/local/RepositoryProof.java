package io.repobackup.core.git.local;

import java.util.List;

/**
 * What was found when a repository on disk was compared with what is recorded of it, and its objects were looked at.
 *
 * <p><i>Immutable.</i>
 *
 * @param objects how many objects the refs reach; where JGit cannot read the repository, how many its packs hold
 * @param missing objects that are reached and not there, in words; the first few
 * @param flaws other contradictions between the repository and the record, in words; the first few
 * @param notes what is odd and breaks nothing, such as objects that not every program reads
 */
public record RepositoryProof(long objects, List<String> missing, List<String> flaws, List<String> notes) {

    /** Takes copies. */
    public RepositoryProof {
        missing = List.copyOf(missing);
        flaws = List.copyOf(flaws);
        notes = List.copyOf(notes);
    }
}
