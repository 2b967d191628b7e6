package io.repobackup.core.git;

import io.repobackup.api.failure.UnavailableException;
import java.util.ArrayList;
import java.util.List;

/** The packs that broke off so far. <i>Confined to one thread.</i> */
final class Breakages {

    /** What may be on its way when a server dies: a pkt-line of the largest size here, and one there. */
    private static final long ONE_PLACE = 128 * 1024;

    private final List<BrokenPackException> seen = new ArrayList<>();

    void add(BrokenPackException broken) {
        seen.add(broken);
    }

    int count() {
        return seen.size();
    }

    /** Whether the host itself said twice that it cannot go on. */
    boolean isSaidTwice() {
        return seen.stream().filter(BrokenPackException::isSaid).count() > 1;
    }

    /** Whether the last two broke off after about the same number of bytes, as a network hardly ever does. */
    boolean isTwiceAtOnePlace() {
        int size = seen.size();
        return size > 1
                && Math.abs(seen.get(size - 1).received() - seen.get(size - 2).received()) < ONE_PLACE;
    }

    /** The last failure, with those before it. */
    UnavailableException failure() {
        UnavailableException last = seen.get(seen.size() - 1).failure();
        seen.stream()
                .map(BrokenPackException::failure)
                .filter(earlier -> earlier != last)
                .forEach(last::addSuppressed);
        return last;
    }
}
