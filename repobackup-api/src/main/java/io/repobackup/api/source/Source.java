package io.repobackup.api.source;

import io.repobackup.api.subject.SubjectId;
import java.util.Optional;

/**
 * Where subjects come from: a GitHub organisation, a GitLab group, a list of git URLs.
 *
 * <p><i>Thread-safe.</i> A source never retries by itself beyond what its HTTP client does for one request.
 */
public interface Source {

    /**
     * A stable name for this selection of subjects, such as {@code github.com/orgs/acme}: 1 to 255 characters, the same
     * in every run and on every machine. It names the catalog in the vault, so two sources with different subjects
     * must not share it.
     */
    String id();

    /**
     * Lists every subject with its offers. Complete or failed: when a page is missing, a list is filtered or a total
     * disagrees, it throws, since what is absent from an inventory counts as gone from the host. Reads only;
     * idempotent.
     *
     * @throws io.repobackup.api.failure.RepobackupException typed by what the caller can do
     */
    Inventory inventory(SourceContext context);

    /**
     * Looks up one subject, fresh from the host, with the same offers that the inventory would hold. Reads only;
     * idempotent.
     *
     * @return empty when this source has no such subject
     * @throws io.repobackup.api.failure.RepobackupException typed by what the caller can do
     */
    Optional<SubjectOffer> find(SubjectId id, SourceContext context);
}
