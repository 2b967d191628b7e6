package io.repobackup.benchmarks;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The repository that every result is held to, by the git program's own word. */
final class Original {

    private static final String[] REFS = {"show-ref", "-d"};
    private static final String[] HEAD = {"symbolic-ref", "HEAD"};
    private static final String[] TIP = {"rev-parse", "HEAD"};
    private static final String[] OBJECTS = {"rev-list", "--objects", "--all", "--count"};
    private static final String[] FAULTS = {"fsck", "--full", "--no-dangling", "--no-progress"};

    private final Path repository;
    private final Map<String, Git.Answer> answers = new HashMap<>();

    Original(Path repository) {
        this.repository = repository;
    }

    long refs() {
        return answer(REFS).text().lines().filter(line -> !line.endsWith("^{}")).count();
    }

    long objects() {
        return Long.parseLong(answer(OBJECTS).text().strip());
    }

    /** Fails unless the repository has the same refs, with the same peeled tags. */
    void requireSameRefs(Path other) {
        require(other, REFS);
    }

    /** Fails unless refs, HEAD and the number of reachable objects are the same. */
    void requireSame(Path other) {
        require(other, REFS);
        require(other, HEAD);
        require(other, TIP);
        require(other, OBJECTS);
    }

    /** Fails unless {@code git fsck --full}, which hashes every object, says the same of both. */
    void requireSameFaults(Path other) {
        require(other, FAULTS);
    }

    private void require(Path other, String... question) {
        if (!Git.ask(other, "", question).equals(answer(question))) {
            throw new IllegalStateException("The result is wrong: " + String.join(" ", question)
                    + " does not answer the same in the original and in " + other);
        }
    }

    private Git.Answer answer(String... question) {
        return answers.computeIfAbsent(String.join(" ", question), text -> Git.ask(repository, "", question));
    }
}
