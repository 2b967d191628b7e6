package io.repobackup.core.git.local;

import io.repobackup.core.git.connection.Advertised;
import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RepositoryRefs;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Repository;

/** The refs of a repository that is known to lack objects, without those that cannot be had. */
final class SoundRefs {

    private static final int NAMED = 100;

    private SoundRefs() {}

    static Advertised of(Advertised all, Repository repository) {
        RepositoryRefs refs = all.refs();
        Set<ObjectId> tips = new LinkedHashSet<>();
        refs.head().oid().ifPresent(tips::add);
        refs.refs().forEach(ref -> tips.add(ref.oid()));
        try (Soundness soundness = new Soundness(repository, refs.shallow())) {
            return without(soundness.lacking(tips), all);
        }
    }

    private static Advertised without(Set<ObjectId> lacking, Advertised all) {
        RepositoryRefs refs = all.refs();
        List<Ref> sound =
                refs.refs().stream().filter(ref -> !lacking.contains(ref.oid())).toList();
        Optional<ObjectId> head = refs.head().oid().filter(oid -> !lacking.contains(oid));
        List<String> flaws = new ArrayList<>(all.flaws());
        refs.refs().stream()
                .filter(ref -> lacking.contains(ref.oid()))
                .limit(NAMED)
                .forEach(ref -> flaws.add(ref.name().display() + ": " + ref.oid()
                        + " is not stored; objects of its history are missing in the repository"));
        int unnamed = refs.refs().size() - sound.size() - NAMED;
        if (unnamed > 0) {
            flaws.add(unnamed + " more refs: objects of their history are missing in the repository");
        }
        return new Advertised(
                new RepositoryRefs(refs.format(), new Head(refs.head().target(), head), sound, refs.shallow()), flaws);
    }
}
