package io.repobackup.core.git;

import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.RepositoryRefs;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Objects that the capture before did not get. They are asked for apart from the others and without patience, so that a
 * repository which its host has lost something of does not cost the whole search for it every time.
 */
final class Suspects {

    private static final Pattern ID = Pattern.compile("\\b(?:[0-9a-f]{64}|[0-9a-f]{40})\\b");

    private final Set<ObjectId> ids;

    private Suspects(Set<ObjectId> ids) {
        this.ids = ids;
    }

    /** All objects that these lines name. Naming one too many costs a request and nothing else. */
    static Suspects namedIn(List<String> lines) {
        return new Suspects(lines.stream()
                .flatMap(line -> ID.matcher(line).results())
                .map(found -> new ObjectId(found.group()))
                .collect(Collectors.toSet()));
    }

    /** The refs without those that name a suspect which is not here. */
    RepositoryRefs removedFrom(RepositoryRefs goal, Set<ObjectId> here) {
        return Tips.only(goal, oid -> !ids.contains(oid) || here.contains(oid));
    }
}
