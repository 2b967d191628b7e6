package io.repobackup.samples.gitea;

import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.git.LfsRules;
import io.repobackup.api.git.RefRules;
import io.repobackup.api.source.Lane;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.api.subject.Owner;
import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Turns what the host lists into subjects with their parts. <i>Immutable and thread-safe.</i> */
final class GiteaOffers {

    private static final Part ISSUES = new Part("issues");
    private static final Part MEMBERS = new Part("members");
    private static final Duration ONE_DAY = Duration.ofDays(1);
    private static final Duration ONE_WEEK = Duration.ofDays(7);

    private final String host;
    private final GiteaApi api;
    private final CredentialsProvider credentials;
    private final LfsRules lfs;
    private final Lane lane;

    GiteaOffers(String host, GiteaApi api, CredentialsProvider credentials, LfsRules lfs) {
        this.host = host;
        this.lfs = lfs;
        this.api = api;
        this.credentials = credentials;
        this.lane = Lane.serial(host, credentials);
    }

    GiteaOffers withLfs(LfsRules rule) {
        return new GiteaOffers(host, api, credentials, rule);
    }

    SubjectOffer organisation(GiteaOrganisation organisation, URI base) {
        Owner owner = Owner.builder(new OwnerId(host, Long.toString(organisation.id())))
                .name(organisation.name())
                .url(base.resolve(organisation.name()))
                .build();
        PartOffer members = PartOffer.of(MEMBERS, lane, new GiteaMembers(api)).withCheckEvery(ONE_DAY);
        return new SubjectOffer(owner, List.of(members));
    }

    SubjectOffer repository(GiteaRepository found) {
        RemoteRepository repository = RemoteRepository.builder(new RepositoryId(host, Long.toString(found.id())))
                .name(found.fullName())
                .url(found.htmlUrl())
                .attribute("default_branch", found.defaultBranch())
                .availability(found.availability())
                .build();
        return new SubjectOffer(repository, List.of(git(found), wiki(found), issues(found)));
    }

    private PartOffer git(GiteaRepository found) {
        GitEndpoint endpoint = GitEndpoint.of(found.cloneUrl())
                .withCredentials(credentials)
                .withRefs(RefRules.all().late("refs/pull/**"))
                .withLfs(lfs);
        return PartOffer.git(Part.GIT, endpoint).withMark(new ChangeMark(found.updatedAt()));
    }

    /** Pushes to the wiki leave no mark on the repository, and one that is switched on may have no page yet. */
    private PartOffer wiki(GiteaRepository found) {
        return found.hasWiki()
                ? PartOffer.git(Part.WIKI, GitEndpoint.of(found.wikiUrl()).withCredentials(credentials))
                        .withCheckEvery(ONE_DAY)
                        .optional()
                : PartOffer.absent(Part.WIKI, "the wiki is switched off");
    }

    private PartOffer issues(GiteaRepository found) {
        return found.hasIssues()
                ? PartOffer.of(ISSUES, lane, new GiteaIssues(api, ONE_WEEK))
                        .withContent((subject, content) -> api.open(content.from()))
                : PartOffer.absent(ISSUES, "issues are switched off");
    }
}
