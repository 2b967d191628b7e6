package io.repobackup.core.source;

import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.git.LfsRules;
import io.repobackup.api.source.Inventory;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.Source;
import io.repobackup.api.source.SourceContext;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.SubjectId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Git repositories given by their addresses: {@code https://} URLs, {@code file:} URLs or local paths. Each has one
 * part, {@code git}, with the LFS objects that it points to, and is looked at in every run, since an address alone has no
 * mark of change.
 *
 * <pre>{@code
 * Source source = GitSource.of("https://git.example/acme/tool.git", "/srv/git/notes.git");
 * }</pre>
 *
 * <p>A repository's identity is its address, without a trailing slash or {@code .git}: one that moves to another
 * address is another repository to this source.
 *
 * <p><i>Immutable and thread-safe.</i>
 */
public final class GitSource implements Source {

    private final String id;
    private final Map<SubjectId, SubjectOffer> offers;

    private GitSource(String id, Map<SubjectId, SubjectOffer> offers) {
        this.id = id;
        this.offers = offers;
    }

    /**
     * The repositories at these addresses, anonymously, with all their refs and the LFS objects of their own hosts.
     *
     * @throws MisconfiguredException when one of them is no address that git over HTTP or a local path could have
     */
    public static GitSource of(String... addresses) {
        Builder builder = builder();
        for (String address : addresses) {
            builder.repository(address);
        }
        return builder.build();
    }

    /** A builder, for credentials, rules for refs and for LFS, and a name of one's own. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Inventory inventory(SourceContext context) {
        return Inventory.of(List.copyOf(offers.values()));
    }

    @Override
    public Optional<SubjectOffer> find(SubjectId subject, SourceContext context) {
        return Optional.ofNullable(offers.get(subject));
    }

    @Override
    public String toString() {
        return "GitSource[" + id + ", " + offers.size() + " repositories]";
    }

    /** Collects addresses. <i>Confined to one thread at a time.</i> */
    public static final class Builder {

        private @Nullable String id;
        private CredentialsProvider credentials = CredentialsProvider.none();
        private LfsRules lfs = LfsRules.SAME_HOST;
        private final List<GitEndpoint> endpoints = new ArrayList<>();

        private Builder() {}

        /**
         * A name for this list, so that it keeps its catalog when addresses are added: {@code mirrors}. Without one the
         * name is made from the addresses.
         */
        public Builder id(String id) {
            this.id = id;
            return this;
        }

        /** The credentials for the addresses that are added after this call. */
        public Builder credentials(CredentialsProvider credentials) {
            this.credentials = credentials;
            return this;
        }

        /**
         * The rule for the LFS objects of the addresses that are added after this call; {@link LfsRules#SAME_HOST} before.
         */
        public Builder lfs(LfsRules rule) {
            this.lfs = rule;
            return this;
        }

        /** A repository by URL or local path. */
        public Builder repository(String address) {
            return repository(GitEndpoint.of(GitAddress.uri(address))
                    .withCredentials(credentials)
                    .withLfs(lfs));
        }

        /** A repository with credentials and rules of its own. */
        public Builder repository(GitEndpoint endpoint) {
            endpoints.add(endpoint);
            return this;
        }

        /** The source; fails without any address. */
        public GitSource build() {
            if (endpoints.isEmpty()) {
                throw new MisconfiguredException(
                        "A list of git repositories needs at least one address; give a URL such"
                                + " as https://git.example/acme/tool.git or the path of a local repository");
            }
            Map<SubjectId, SubjectOffer> offers = new LinkedHashMap<>();
            for (GitEndpoint endpoint : endpoints) {
                SubjectOffer offer = offer(endpoint);
                offers.putIfAbsent(offer.subject().id(), offer);
            }
            return new GitSource(id == null ? GitAddress.listId(offers.keySet()) : id, offers);
        }

        private static SubjectOffer offer(GitEndpoint endpoint) {
            RepositoryId subject = GitAddress.identity(endpoint.url());
            RemoteRepository repository = RemoteRepository.builder(subject)
                    .name(GitAddress.name(endpoint.url()))
                    .url(endpoint.url())
                    .build();
            return new SubjectOffer(repository, List.of(PartOffer.git(Part.GIT, endpoint)));
        }
    }
}
