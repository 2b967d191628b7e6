package io.repobackup.core.git.bare;

import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.refs.RepositoryRefs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The files of a repository that say what its refs are. */
final class RefFiles {

    private static final RefName MAIN = new RefName("refs/heads/main");
    private static final RefName MASTER = new RefName("refs/heads/master");

    private final RepositoryRefs refs;
    private final SortedRefs sorted;

    RefFiles(RepositoryRefs refs, SortedRefs sorted) {
        this.refs = refs;
        this.sorted = sorted;
    }

    void writeTo(Path repository, Disk disk) {
        disk.write(repository.resolve("HEAD"), bytes(head() + "\n"));
        if (!sorted.plain().isEmpty()) {
            disk.write(repository.resolve("packed-refs"), bytes(packedRefs()));
        }
        for (Ref ref : sorted.symbolic()) {
            disk.write(
                    repository.resolve(ref.name().text()),
                    bytes(symbolic(ref.target().orElseThrow()) + "\n"));
        }
        if (!refs.shallow().isEmpty()) {
            disk.write(repository.resolve("shallow"), bytes(shallow(refs.shallow())));
        }
        if (!sorted.leftOut().isEmpty()) {
            disk.write(repository.resolve(BareRepositoryWriter.LEFT_OUT_FILE), bytes(lines(sorted.leftOut())));
        }
    }

    private String head() {
        Head head = refs.head();
        Optional<RefName> target = head.target().filter(RefNameRules::isValid);
        if (target.isPresent()) {
            return symbolic(target.get());
        }
        return head.oid().map(ObjectId::hex).orElseGet(() -> symbolic(likelyBranch()));
    }

    private RefName likelyBranch() {
        return sorted.contains(MAIN) && !sorted.contains(MASTER) ? MAIN : MASTER;
    }

    private String packedRefs() {
        boolean peeled = sorted.plain().stream().anyMatch(ref -> ref.peeled().isPresent());
        StringBuilder text = new StringBuilder(64 + 100 * sorted.plain().size());
        text.append(peeled ? "# pack-refs with: peeled fully-peeled sorted \n" : "# pack-refs with: sorted \n");
        for (Ref ref : sorted.plain()) {
            text.append(ref.oid().hex()).append(' ').append(ref.name().text()).append('\n');
            ref.peeled().ifPresent(oid -> text.append('^').append(oid.hex()).append('\n'));
        }
        return text.toString();
    }

    private static String symbolic(RefName target) {
        return "ref: " + target.text();
    }

    private static String shallow(Collection<ObjectId> commits) {
        return commits.stream().sorted().map(id -> id.hex() + "\n").collect(Collectors.joining());
    }

    private static String lines(List<Ref> refs) {
        return refs.stream()
                .map(ref -> ref.oid().hex() + " " + ref.name().text() + "\n")
                .collect(Collectors.joining());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
