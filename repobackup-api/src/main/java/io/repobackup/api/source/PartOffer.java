package io.repobackup.api.source;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.ContentReader;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.SubjectId;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one part of a subject is captured, and how its change shows. With a {@linkplain #withMark mark} the part is left
 * alone while the mark stays the same; with a {@linkplain #withCheckEvery maximum age} it is left alone until that age;
 * with both, whichever asks first; with neither it is looked at in every run.
 *
 * <p><i>Immutable</i>; the {@code with} methods return copies.
 */
public final class PartOffer {

    private static final int GIT_LANE_WIDTH = 4;
    private static final Lane NO_LANE = new Lane("none", 64);

    private final Part part;
    private final PartWork work;
    private final Lane lane;
    private final @Nullable ChangeMark mark;
    private final @Nullable Duration checkEvery;
    private final Set<Part> after;
    private final Presence presence;

    private PartOffer(
            Part part,
            PartWork work,
            Lane lane,
            @Nullable ChangeMark mark,
            @Nullable Duration checkEvery,
            Set<Part> after,
            Presence presence) {
        this.part = part;
        this.work = work;
        this.lane = lane;
        this.mark = mark;
        this.checkEvery = checkEvery;
        this.after = after;
        this.presence = presence;
    }

    /** A git repository, captured by the engine, in a lane of its host that is four wide. */
    public static PartOffer git(Part part, GitEndpoint endpoint) {
        return new PartOffer(
                part, new PartWork.Git(endpoint), gitLane(endpoint.url()), null, null, Set.of(), Presence.EXPECTED);
    }

    /**
     * The LFS objects that commits of a git part point to, captured by the engine after that part and whenever that is
     * looked at. Sources leave this to the engine, which adds it for each git part whose rule for LFS is not {@link
     * io.repobackup.api.git.LfsRules#OFF}, and offer no part of that {@linkplain Part#lfs name} themselves.
     *
     * @throws IllegalArgumentException when the offer is of no git part
     */
    public static PartOffer lfs(PartOffer git) {
        if (!(git.work instanceof PartWork.Git repository)) {
            throw new IllegalArgumentException(
                    "the part " + git.part + " is no git repository, so it has no LFS objects");
        }
        return new PartOffer(
                git.part.lfs(),
                new PartWork.Lfs(git.part, repository.endpoint()),
                git.lane,
                git.mark,
                git.checkEvery,
                Set.of(git.part),
                git.presence);
    }

    /** A part that a snapshotter captures. */
    public static PartOffer of(Part part, Lane lane, Snapshotter snapshotter) {
        return new PartOffer(
                part,
                new PartWork.Metadata(snapshotter, Optional.empty()),
                lane,
                null,
                null,
                Set.of(),
                Presence.EXPECTED);
    }

    /**
     * A part that the host says the subject does not have, such as a wiki that is switched off: it is absent, without a
     * request. What was captured before stays in the vault.
     *
     * @param reason how that is known, 1 to 1,024 characters, the same while it lasts
     */
    public static PartOffer absent(Part part, String reason) {
        Snapshotter nothing = (subject, context) -> new Captured.Missing(reason);
        return of(part, NO_LANE, nothing).withMark(new ChangeMark(reason));
    }

    /** The same offer in another lane. */
    public PartOffer withLane(Lane lane) {
        return new PartOffer(part, work, lane, mark, checkEvery, after, presence);
    }

    /** The same offer with the mark that the host shows now; equal to the last stored one, nothing has changed. */
    public PartOffer withMark(ChangeMark mark) {
        return new PartOffer(part, work, lane, mark, checkEvery, after, presence);
    }

    /** The same offer, looked at again once the last look is older than this. More than zero. */
    public PartOffer withCheckEvery(Duration maxAge) {
        if (maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("the maximum age of part " + part + " is more than zero, not " + maxAge);
        }
        return new PartOffer(part, work, lane, mark, maxAge, after, presence);
    }

    /** The same offer, captured after another part of the same subject, whatever becomes of that. */
    public PartOffer withAfter(Part earlier) {
        Set<Part> more = new LinkedHashSet<>(after);
        more.add(earlier);
        return new PartOffer(part, work, lane, mark, checkEvery, Set.copyOf(more), presence);
    }

    /**
     * The same offer, for a part of which the host does not tell beforehand whether it exists, such as a wiki that is
     * switched on and may have no page: when it is not found, it is absent instead of failed.
     */
    public PartOffer optional() {
        return new PartOffer(part, work, lane, mark, checkEvery, after, Presence.OPTIONAL);
    }

    /**
     * The same offer, with the reader for content that its snapshotter links.
     *
     * @throws IllegalStateException for a git part
     */
    public PartOffer withContent(ContentReader reader) {
        if (!(work instanceof PartWork.Metadata metadata)) {
            throw new IllegalStateException("a git part links no content: " + part);
        }
        PartWork reading = new PartWork.Metadata(metadata.snapshotter(), Optional.of(reader));
        return new PartOffer(part, reading, lane, mark, checkEvery, after, presence);
    }

    /** The part. */
    public Part part() {
        return part;
    }

    /** Who captures it. */
    public PartWork work() {
        return work;
    }

    /** What it must not crowd. */
    public Lane lane() {
        return lane;
    }

    /** The mark that the host shows now. */
    public Optional<ChangeMark> mark() {
        return Optional.ofNullable(mark);
    }

    /** After what time it is looked at again. */
    public Optional<Duration> checkEvery() {
        return Optional.ofNullable(checkEvery);
    }

    /** Whether it is no failure when the part is not found. */
    public boolean isOptional() {
        return presence == Presence.OPTIONAL;
    }

    /** The parts of the same subject that come first. */
    public Set<Part> after() {
        return after;
    }

    private enum Presence {
        EXPECTED,
        OPTIONAL
    }

    private static Lane gitLane(URI url) {
        String host = url.getRawAuthority() == null ? "local" : SubjectId.hostOf(url);
        return new Lane("git:" + host, GIT_LANE_WIDTH);
    }
}
