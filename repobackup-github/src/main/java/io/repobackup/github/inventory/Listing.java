package io.repobackup.github.inventory;

import io.repobackup.github.host.GitHubApi;
import java.util.Optional;

/**
 * What is listed: an account's repositories, those of an installation, or some by name.
 *
 * <p><i>Immutable and thread-safe.</i>
 */
public interface Listing {

    /**
     * Reads the list, complete or failed.
     *
     * @throws io.repobackup.api.failure.RepobackupException typed by what the caller can do
     */
    Found read(GitHubApi api, Asking asking);

    /** The organisation or user whose list it is, asked for alone; empty when it is a list of names. */
    Optional<FoundOwner> owner(GitHubApi api);

    /** Whether the list would hold this repository. */
    boolean includes(FoundRepository repository, Asking asking);
}
