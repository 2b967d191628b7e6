package io.repobackup.core.git.connection;

import io.repobackup.core.git.wire.LsRefsRequest.Unborn;
import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.RepositoryRefs;

/**
 * What an earlier conversation found out about a repository. It saves asking again what the other side can do; being
 * wrong costs two requests and nothing else.
 *
 * <p><i>Immutable.</i>
 */
public final class Expectation {

    private enum HeadSeen {
        YES,
        UNBORN,
        NEVER
    }

    private static final Expectation FIRST = new Expectation(ObjectFormat.SHA1, HeadSeen.YES);

    private final ObjectFormat format;
    private final HeadSeen head;

    private Expectation(ObjectFormat format, HeadSeen head) {
        this.format = format;
        this.head = head;
    }

    /** Nothing is known: most repositories use SHA-1, and their HEAD resolves. */
    public static Expectation first() {
        return FIRST;
    }

    /** The repository had these refs. */
    public static Expectation of(RepositoryRefs earlier) {
        return new Expectation(earlier.format(), seen(earlier.head()));
    }

    /** The same, with a hash function that is known from elsewhere. */
    public Expectation withFormat(ObjectFormat known) {
        return new Expectation(known, head);
    }

    ObjectFormat format() {
        return format;
    }

    /** Whether to ask about an unborn HEAD at once: only a server that knows the word has told of one. */
    Unborn unborn() {
        return head == HeadSeen.UNBORN ? Unborn.ASKED : Unborn.UNASKED;
    }

    /** Whether a HEAD that is not told is a reason to find out how to ask for it. */
    boolean headWouldBeTold() {
        return head != HeadSeen.NEVER;
    }

    private static HeadSeen seen(Head head) {
        if (head.oid().isPresent()) {
            return HeadSeen.YES;
        }
        return head.target().isPresent() ? HeadSeen.UNBORN : HeadSeen.NEVER;
    }
}
