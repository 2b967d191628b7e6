package io.repobackup.core.git;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.git.wire.RemoteErrorException;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RepositoryRefs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The refs that could not be had, and why. <i>Confined to one thread.</i> */
final class LostRefs {

    private static final int NAMED = 100;
    private static final String UNTRIED =
            "not tried, because too many others failed; the host may have it, see what git fsck says there";

    private final Map<ObjectId, String> reasons = new HashMap<>();

    void add(ObjectId oid, UnavailableException failure) {
        reasons.put(oid, "the host fails to send it: " + words(failure));
    }

    void incompleteAtTheHost(Collection<ObjectId> oids) {
        oids.forEach(oid -> reasons.put(oid, "objects of its history are missing at the host"));
    }

    void untried(Collection<ObjectId> oids) {
        oids.forEach(oid -> reasons.putIfAbsent(oid, UNTRIED));
    }

    /** One line for each ref of these that is lost, the first hundred of them; the others are counted. */
    List<String> missing(RepositoryRefs goal) {
        List<String> lines = new ArrayList<>();
        goal.head().oid().filter(reasons::containsKey).ifPresent(oid -> lines.add(line("HEAD", oid)));
        List<Ref> lost = goal.refs().stream()
                .filter(ref -> reasons.containsKey(ref.oid()))
                .toList();
        lost.stream().limit(NAMED).forEach(ref -> lines.add(line(ref.name().display(), ref.oid())));
        if (lost.size() > NAMED) {
            lines.add((lost.size() - NAMED) + " more refs: the host fails to send them, or they were not tried");
        }
        return lines;
    }

    private String line(String name, ObjectId oid) {
        return name + ": " + oid + " is not stored; " + reasons.get(oid);
    }

    private static String words(UnavailableException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RemoteErrorException) {
                return "'" + cause.getMessage() + "'";
            }
        }
        return String.valueOf(failure.getMessage());
    }
}
