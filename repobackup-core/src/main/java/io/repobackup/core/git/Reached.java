package io.repobackup.core.git;

import io.repobackup.core.git.pack.LfsPointer;
import io.repobackup.core.refs.RepositoryRefs;
import io.repobackup.core.vault.GitContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How far a capture has come.
 *
 * @param content refs whose objects are all in the packs
 * @param missing what could not be had
 * @param received the packs of this capture
 */
record Reached(GitContent content, List<String> missing, List<Received> received) {

    static Reached start(GitContent stored) {
        return new Reached(stored, List.of(), List.of());
    }

    /** This capture, gone on to there. */
    Reached then(Reached next) {
        return new Reached(
                next.content(),
                Stream.concat(missing.stream(), next.missing().stream()).toList(),
                Stream.concat(received.stream(), next.received().stream()).toList());
    }

    /** The same, with what else could not be had. */
    Reached lackingToo(List<String> more) {
        return new Reached(
                content, Stream.concat(missing.stream(), more.stream()).toList(), received);
    }

    /** The same, with the refs of before that nothing took the place of, as far as their packs still count. */
    Reached remembering(GitContent before) {
        if (!Set.copyOf(content.packs()).containsAll(before.packs())) {
            return this;
        }
        StepPlan.Step now = new StepPlan.Step(
                content.refs().refs(), Optional.of(content.refs().head()));
        RepositoryRefs refs = Tips.with(before.refs(), now, content.refs().shallow());
        return new Reached(new GitContent(refs, content.packs()), missing, received);
    }

    Reached lacking(List<String> more) {
        List<String> all = new ArrayList<>(more);
        all.addAll(missing);
        return new Reached(content, List.copyOf(all), received);
    }

    long objects() {
        return received.stream().mapToLong(pack -> pack.entry().objects()).sum();
    }

    long bytes() {
        return received.stream()
                .map(Received::entry)
                .mapToLong(pack -> pack.bundle().plainSize() - pack.headerLength())
                .sum();
    }

    /** What the packs of this capture point to. */
    List<LfsPointer> pointers() {
        return received.stream().flatMap(pack -> pack.pointers().stream()).toList();
    }
}
