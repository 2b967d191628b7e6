package io.repobackup.core.git.local;

import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.refs.RepositoryRefs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the refs in the files of a repository are not those of a record. */
final class RefComparison {

    private static final int ENOUGH = 10;

    private final RefFiles found;
    private final RepositoryRefs recorded;
    private final Set<RefName> leftOut;
    private final List<String> flaws = new ArrayList<>();

    /** A comparison that allows for names that git's files could not take. */
    RefComparison(RefFiles found, RepositoryRefs recorded, Set<RefName> leftOut) {
        this.found = found;
        this.recorded = recorded;
        this.leftOut = leftOut;
    }

    List<String> flaws() {
        flaws.addAll(found.flaws());
        Set<RefName> surplus = new HashSet<>(found.refs().keySet());
        for (Ref ref : recorded.refs()) {
            surplus.remove(ref.name());
            compare(ref);
        }
        surplus.forEach(name -> flaws.add("the ref " + name + " is there, and the record does not have it"));
        compareHead();
        return flaws.stream().limit(ENOUGH).toList();
    }

    private void compare(Ref ref) {
        Optional<RefText> text = Optional.ofNullable(found.refs().get(ref.name()));
        if (text.isEmpty()) {
            if (!leftOut.contains(ref.name())) {
                flaws.add("the ref " + ref.name() + " of the record is not there");
            }
            return;
        }
        if (!text.flatMap(found::oid).equals(Optional.of(ref.oid()))) {
            flaws.add("the ref " + ref.name() + " names "
                    + text.flatMap(found::oid).map(Object::toString).orElse("nothing") + ", and in the record "
                    + ref.oid());
        }
    }

    private void compareHead() {
        Head expected = recorded.head();
        Head actual = found.resolvedHead();
        boolean sameTarget = expected.target().isEmpty() || expected.target().equals(actual.target());
        boolean sameObject = expected.oid().isEmpty() || expected.oid().equals(actual.oid());
        boolean flattened = expected.oid().isPresent() && actual.target().isEmpty();
        if (!sameObject || !(sameTarget || flattened)) {
            flaws.add("HEAD is " + actual + ", and in the record " + expected);
        }
    }
}
