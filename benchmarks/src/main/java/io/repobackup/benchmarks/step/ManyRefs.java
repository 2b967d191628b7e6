package io.repobackup.benchmarks.step;

import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.refs.RepositoryRefs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The refs of a large repository that is not there: branches, and the changes of a review system. */
final class ManyRefs {

    private static final int CHANGES_PER_BRANCH = 100;

    private ManyRefs() {}

    /** As many as the property {@code refs} says: 47,000 unless set, as JGit's repository has. */
    static RepositoryRefs of(Random random) {
        int count = Integer.getInteger("refs", 47_000);
        List<Ref> refs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = i % CHANGES_PER_BRANCH == 0
                    ? "refs/heads/topic-" + i
                    : "refs/changes/%02d/%d/%d".formatted(i % CHANGES_PER_BRANCH, i, 1 + i % 7);
            refs.add(Ref.of(new RefName(name), id(random)));
        }
        refs.sort(Comparator.comparing(Ref::name));
        Ref main = refs.get(count - 1);
        return new RepositoryRefs(ObjectFormat.SHA1, Head.symbolic(main.name(), main.oid()), refs, Set.of());
    }

    /** The same, with some refs moved. */
    static RepositoryRefs moved(RepositoryRefs refs, int count, Random random) {
        List<Ref> moved = new ArrayList<>(refs.refs());
        for (int i = 0; i < count; i++) {
            int at = random.nextInt(moved.size());
            moved.set(at, Ref.of(moved.get(at).name(), id(random)));
        }
        return new RepositoryRefs(refs.format(), refs.head(), moved, refs.shallow());
    }

    private static ObjectId id(Random random) {
        byte[] bytes = new byte[20];
        random.nextBytes(bytes);
        return new ObjectId(HexFormat.of().formatHex(bytes));
    }
}
