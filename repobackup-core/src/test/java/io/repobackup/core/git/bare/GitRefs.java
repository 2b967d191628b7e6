package io.repobackup.core.git.bare;

import io.repobackup.core.git.nativegit.NativeGit;
import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.refs.RepositoryRefs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The refs of a repository as git shows them, with peels. */
final class GitRefs {

    private GitRefs() {}

    static RepositoryRefs of(NativeGit git, ObjectFormat format, Head head) {
        return new RepositoryRefs(format, head, list(git), Set.of());
    }

    static List<Ref> list(NativeGit git) {
        Map<String, ObjectId> ids = new TreeMap<>();
        git.run("show-ref", "-d")
                .lines()
                .map(line -> line.split(" "))
                .forEach(fields -> ids.put(fields[1], new ObjectId(fields[0])));
        List<Ref> refs = new ArrayList<>();
        ids.forEach((name, id) -> {
            if (!name.endsWith("^{}")) {
                refs.add(new Ref(RefName.utf8(name), id, Optional.ofNullable(ids.get(name + "^{}")), Optional.empty()));
            }
        });
        return refs;
    }
}
