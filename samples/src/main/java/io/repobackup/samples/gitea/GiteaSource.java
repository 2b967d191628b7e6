package io.repobackup.samples.gitea;

import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.git.LfsRules;
import io.repobackup.api.source.Inventory;
import io.repobackup.api.source.Source;
import io.repobackup.api.source.SourceContext;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.http.HttpClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All repositories of an organisation on a host of the Gitea kind: git, wiki, LFS, issues with comments, labels and
 * attachments, and the members of the organisation.
 *
 * <pre>{@code
 * Source source = GiteaSource.of(http, URI.create("https://git.example/"), "acme", new RotatingToken("backup", issuer));
 * }</pre>
 *
 * <p><i>Immutable and thread-safe.</i> The client stays the caller's.
 */
public final class GiteaSource implements Source {

    private final URI base;
    private final String organisation;
    private final GiteaApi api;
    private final GiteaOffers offers;
    private final double leastShare;

    private GiteaSource(URI base, String organisation, GiteaApi api, GiteaOffers offers, double leastShare) {
        this.base = base;
        this.organisation = organisation;
        this.api = api;
        this.offers = offers;
        this.leastShare = leastShare;
    }

    /**
     * The repositories of one organisation.
     *
     * @param base the address of the host, with a slash at its end
     * @param organisation the name of the organisation
     * @param credentials who may read all of it
     */
    public static GiteaSource of(HttpClient http, URI base, String organisation, CredentialsProvider credentials) {
        GiteaApi api = new GiteaApi(http, base, credentials);
        return new GiteaSource(
                base,
                organisation,
                api,
                new GiteaOffers(SubjectId.hostOf(base), api, credentials, LfsRules.SAME_HOST),
                0.5);
    }

    /** The same source with another rule for LFS objects, which otherwise come from the host itself. */
    public GiteaSource withLfs(LfsRules rule) {
        return new GiteaSource(base, organisation, api, offers.withLfs(rule), leastShare);
    }

    /** The same source, for one run after most of the repositories really were deleted. */
    public GiteaSource acceptingFewer() {
        return new GiteaSource(base, organisation, api, offers, 0);
    }

    @Override
    public String id() {
        return SubjectId.hostOf(base) + "/orgs/" + organisation;
    }

    @Override
    public Inventory inventory(SourceContext context) {
        List<SubjectOffer> subjects = new ArrayList<>();
        subjects.add(owner());
        List<Entry> repositories = api.all("orgs/" + organisation + "/repos", context::checkCancelled);
        refuseSuddenDrop(context, repositories.size());
        for (Entry entry : repositories) {
            subjects.add(offers.repository(GiteaRepository.from(entry.value())));
        }
        return new Inventory(subjects, Optional.of(StateJson.write(Map.of("repositories", repositories.size()))));
    }

    @Override
    public Optional<SubjectOffer> find(SubjectId id, SourceContext context) {
        if (!id.host().equals(SubjectId.hostOf(base))) {
            return Optional.empty();
        }
        if (id instanceof OwnerId) {
            return Optional.of(owner()).filter(owner -> owner.subject().id().equals(id));
        }
        return api.one("repositories/" + id.id())
                .map(GiteaRepository::from)
                .filter(repository -> repository.belongsTo(organisation))
                .map(offers::repository);
    }

    @Override
    public String toString() {
        return "GiteaSource[" + id() + "]";
    }

    private SubjectOffer owner() {
        return api.one("orgs/" + organisation)
                .map(found -> offers.organisation(GiteaOrganisation.from(found), base))
                .orElseThrow(() -> new NotFoundException(
                        "There is no organisation '" + organisation + "' on " + SubjectId.hostOf(base)
                                + ", or the credentials may not see it; check its name and the token"));
    }

    /** A token that lost its rights sees an organisation without most of its repositories: that is no deletion. */
    private void refuseSuddenDrop(SourceContext context, int now) {
        long before = StateJson.read(context.previous())
                .map(state -> state.at("repositories").number())
                .orElse(0L);
        if (now < before * leastShare) {
            throw new UnavailableException("The organisation '" + organisation + "' shows " + now
                    + " repositories where the last run saw " + before
                    + "; check what the token may see, or accept fewer for one run if they were deleted");
        }
    }
}
