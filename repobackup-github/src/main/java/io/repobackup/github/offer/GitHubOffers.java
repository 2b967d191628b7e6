package io.repobackup.github.offer;

import io.repobackup.api.capture.Snapshotter;
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
import io.repobackup.github.host.GitHubApi;
import io.repobackup.github.host.GitHubHost;
import io.repobackup.github.inventory.Counted;
import io.repobackup.github.inventory.FoundOwner;
import io.repobackup.github.inventory.FoundRepository;
import io.repobackup.github.inventory.HighWater;
import io.repobackup.github.inventory.Trait;
import io.repobackup.github.inventory.Withheld;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns what is listed into subjects with their parts, for one identity.
 *
 * <p><i>Immutable and thread-safe.</i>
 */
public final class GitHubOffers {

    /** Merges that GitHub tries by itself, anew whenever a base moves. */
    private static final RefRules REFS =
            RefRules.all().exclude("refs/pull/*/merge").late("refs/pull/**");

    private static final List<Part> OF_OWNERS =
            List.of(GitHubParts.ORGANIZATION, GitHubParts.MEMBERS, GitHubParts.TEAMS);

    private final GitHubHost host;
    private final GitTokens git;
    private final Lane lane;
    private final GitHubParts parts;
    private final LfsRules lfs;
    private final Rhythm rhythm;

    /** Offers what this identity reads of these parts, with this rule for LFS, in this rhythm. */
    public GitHubOffers(GitHubApi api, GitHubParts parts, LfsRules lfs, Rhythm rhythm) {
        this.host = api.host();
        this.git = new GitTokens(api.credentials());
        this.lane = Lane.serial(host.name(), api.credentials());
        this.parts = parts;
        this.lfs = lfs;
        this.rhythm = rhythm;
    }

    /** An organisation. */
    public SubjectOffer owner(FoundOwner found) {
        Owner owner = Owner.builder(new OwnerId(host.name(), Long.toString(found.id())))
                .name(found.login())
                .url(found.url())
                .build();
        List<PartOffer> offers = OF_OWNERS.stream()
                .flatMap(part -> parts.snapshotter(part).stream()
                        .map(snapshotter -> metadata(part, snapshotter).withCheckEvery(rhythm.of(part))))
                .toList();
        return new SubjectOffer(owner, offers);
    }

    /** A repository. */
    public SubjectOffer repository(FoundRepository found) {
        RemoteRepository.Builder repository = RemoteRepository.builder(
                        new RepositoryId(host.name(), Long.toString(found.name().id())))
                .name(found.name().fullName())
                .url(found.name().url())
                .attribute("node_id", found.name().node())
                .attribute("visibility", found.visibilityWord())
                .availability(found.availability());
        found.moments().branch().ifPresent(branch -> repository.attribute("default_branch", branch.split(" ", 2)[0]));
        if (found.is(Trait.FORK)) {
            repository.attribute("fork", "true");
        }
        List<PartOffer> offers =
                found.withheld().map(reason -> withheld(found, reason)).orElseGet(() -> parts(found));
        return new SubjectOffer(repository.build(), offers);
    }

    private List<PartOffer> parts(FoundRepository found) {
        List<PartOffer> offers = new ArrayList<>();
        offers.add(aged(found, git(found, ".git", Part.GIT, REFS), Marks.git(found)));
        offers.add(wiki(found));
        offer(offers, found, GitHubParts.REPOSITORY, Marks.repository(found));
        offerList(offers, found, GitHubParts.LABELS, List.of(Counted.LABELS));
        offerList(offers, found, GitHubParts.MILESTONES, List.of(Counted.MILESTONES));
        // What is said about pull requests is said in the same lists as what is said about issues.
        offerList(offers, found, GitHubParts.ISSUES, List.of(Counted.ISSUES, Counted.PULLS));
        offerList(offers, found, GitHubParts.PULLS, List.of(Counted.PULLS));
        offerList(offers, found, GitHubParts.COMMIT_COMMENTS, List.of(Counted.COMMIT_COMMENTS));
        offerList(offers, found, GitHubParts.RELEASES, List.of(Counted.RELEASES));
        return offers;
    }

    /** At the host itself, whatever address it names: the token goes there. */
    private PartOffer git(FoundRepository found, String ending, Part part, RefRules refs) {
        URI url = host.web().resolve(found.name().fullName() + ending);
        GitEndpoint endpoint = GitEndpoint.of(url)
                .withCredentials(git)
                .withRefs(refs)
                .withLfs(part.equals(Part.GIT) ? lfs : LfsRules.OFF);
        return PartOffer.git(part, endpoint);
    }

    private PartOffer wiki(FoundRepository found) {
        return found.is(Trait.WIKI)
                ? aged(found, git(found, ".wiki.git", Part.WIKI, RefRules.all()), Optional.of(Marks.wiki(found)))
                        .optional()
                : PartOffer.absent(Part.WIKI, "the wiki is switched off");
    }

    private void offerList(List<PartOffer> offers, FoundRepository found, Part part, List<Counted> lists) {
        Optional<Snapshotter> snapshotter = parts.snapshotter(part);
        if (snapshotter.isEmpty()) {
            return;
        }
        boolean areEmpty = lists.stream()
                .allMatch(list -> found.count(list).map(HighWater::total).equals(Optional.of(0L)));
        Snapshotter reading = areEmpty ? new UnlessNone(snapshotter.get(), "there are none") : snapshotter.get();
        PartOffer offer = aged(found, metadata(part, reading), Marks.lists(found, lists));
        // Switched off, issues are not shown, and pull requests still are; older hosts refuse the whole list.
        offers.add(part.equals(GitHubParts.ISSUES) && !found.is(Trait.ISSUES) ? offer.optional() : offer);
    }

    private void offer(List<PartOffer> offers, FoundRepository found, Part part, Optional<ChangeMark> mark) {
        parts.snapshotter(part).ifPresent(reader -> offers.add(aged(found, metadata(part, reader), mark)));
    }

    private PartOffer metadata(Part part, Snapshotter snapshotter) {
        PartOffer offer = PartOffer.of(part, lane, snapshotter);
        return parts.content(part).map(offer::withContent).orElse(offer);
    }

    private PartOffer aged(FoundRepository found, PartOffer offer, Optional<ChangeMark> mark) {
        Part part = offer.part();
        return mark.map(seen -> offer.withMark(seen)
                        .withCheckEvery(rhythm.of(part, found.name().id())))
                .orElseGet(() -> offer.withCheckEvery(rhythm.withoutMark(part)));
    }

    /** The same parts, each of which says why it cannot be read, without a request. */
    private List<PartOffer> withheld(FoundRepository found, Withheld reason) {
        Stream<Part> git = found.is(Trait.WIKI) ? Stream.of(Part.GIT, Part.WIKI) : Stream.of(Part.GIT);
        Stream<Part> all =
                Stream.concat(git, GitHubParts.OF_REPOSITORIES.stream().filter(this::isRead));
        return all.map(part -> PartOffer.of(part, lane, (subject, context) -> {
                    throw reason.failure(part + " of " + found.name().fullName());
                }))
                .toList();
    }

    private boolean isRead(Part part) {
        return parts.snapshotter(part).isPresent();
    }
}
