package io.repobackup.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A copy of a repository that can be set back by some commits of the branch that HEAD names, and forward again. */
final class MovingRepository {

    private final Path copy;
    private final String back;
    private final String forward;

    private MovingRepository(Path copy, String back, String forward) {
        this.copy = copy;
        this.back = back;
        this.forward = forward;
    }

    /** Copies a repository; the object files become hard links where the file system allows. */
    static MovingRepository copy(Path source, Path copy, int commits) {
        Git.run(source, "clone", "--quiet", "--mirror", ".", copy.toString());
        String branch = Git.run(copy, "symbolic-ref", "HEAD");
        String first = Git.run(copy, "rev-parse", "HEAD~" + (commits - 1));
        List<String> newer = Git.run(copy, "for-each-ref", "--contains", first, "--format=%(objectname) %(refname)")
                .lines()
                .toList();
        String back = newer.stream()
                .map(MovingRepository::ref)
                .map(ref -> ref.equals(branch) ? "update " + ref + " " + first + "~1" : "delete " + ref)
                .collect(Collectors.joining("\n", "", "\n"));
        String forward = newer.stream()
                .map(line -> "update " + ref(line) + " " + line.substring(0, line.indexOf(' ')))
                .collect(Collectors.joining("\n", "", "\n"));
        return new MovingRepository(copy, back, forward);
    }

    Path path() {
        return copy;
    }

    /** How many refs move, appear or vanish. */
    long changedRefs() {
        return forward.lines().count();
    }

    /** Sets the main branch back, and removes every ref from which a commit after that can be reached. */
    void back() {
        update(back);
    }

    void forward() {
        update(forward);
    }

    private static String ref(String line) {
        return line.substring(line.indexOf(' ') + 1);
    }

    private void update(String commands) {
        Git.feed(copy, commands, "update-ref", "--stdin");
        Git.run(copy, "pack-refs", "--all");
    }
}
