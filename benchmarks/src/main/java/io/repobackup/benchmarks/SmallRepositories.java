package io.repobackup.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Many bare repositories below a directory: copies of a few that git makes, which share the files of their packs. */
final class SmallRepositories {

    private static final int MODELS = 20;
    private static final int COMMITS = 40;
    private static final int FILES = 30;
    private static final long FIRST_COMMIT = 1_700_000_000;

    private final Path root;
    private final int count;
    private final Random random = new Random(COMMITS);

    private SmallRepositories(Path root, int count) {
        this.root = root;
        this.count = count;
    }

    static SmallRepositories make(Path root, Path models, int count) {
        SmallRepositories all = new SmallRepositories(root, count);
        for (int i = 0; i < MODELS; i++) {
            all.model(models.resolve(i + ".git"), i);
        }
        for (int i = 0; i < count; i++) {
            copy(models.resolve(i % MODELS + ".git"), root.resolve(name(i)));
        }
        return all;
    }

    List<String> names() {
        return IntStream.range(0, count).mapToObj(SmallRepositories::name).toList();
    }

    /** Adds a commit to every so manieth, and says how many these are. */
    int change(int every) {
        int changed = 0;
        for (int i = 0; i < count; i += every) {
            Path repository = root.resolve(name(i));
            StringBuilder script = new StringBuilder();
            commit(script, COMMITS, "from refs/heads/main^0\n", 3);
            Git.feed(repository, script.toString(), "fast-import", "--quiet");
            changed++;
        }
        return changed;
    }

    /** What a host that lists its repositories would say of one. */
    String mark(String name) {
        Path loose = root.resolve(name).resolve("refs/heads/main");
        Path packed = root.resolve(name).resolve("packed-refs");
        try {
            return Files.readString(Files.exists(loose) ? loose : packed).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void model(Path path, int number) {
        create(path);
        Git.run(path, "init", "--quiet", "--bare", "--initial-branch=main");
        StringBuilder script = new StringBuilder();
        int commits = COMMITS + number;
        for (int i = 0; i < commits; i++) {
            commit(script, i, "", 1 + random.nextInt(4));
        }
        script.append("reset refs/tags/v1\nfrom refs/heads/main\n\nreset refs/heads/topic\nfrom refs/heads/main\n\n");
        Git.feed(path, script.toString(), "fast-import", "--quiet");
        Git.run(path, "repack", "-q", "-a", "-d");
        Git.run(path, "pack-refs", "--all");
    }

    private void commit(StringBuilder script, int number, String from, int files) {
        script.append("commit refs/heads/main\ncommitter A <a@b.example> ")
                .append(FIRST_COMMIT + number)
                .append(" +0000\ndata 0\n")
                .append(from);
        for (int i = 0; i < files; i++) {
            String text = text();
            script.append("M 100644 inline src/file-")
                    .append(random.nextInt(FILES))
                    .append("\ndata ")
                    .append(text.length())
                    .append('\n')
                    .append(text)
                    .append('\n');
        }
    }

    private String text() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            lines.add("%016x %08x".formatted(random.nextLong(), random.nextInt(COMMITS)));
        }
        return String.join("\n", lines);
    }

    private static void copy(Path model, Path copy) {
        try (Stream<Path> files = Files.walk(model)) {
            for (Path from : files.toList()) {
                Path to = copy.resolve(model.relativize(from));
                boolean isOfGit = from.startsWith(model.resolve("hooks")) || from.startsWith(model.resolve("info"));
                if (Files.isDirectory(from)) {
                    Files.createDirectories(to);
                } else if (from.startsWith(model.resolve("objects"))) {
                    Files.createLink(to, from);
                } else if (!isOfGit) {
                    Files.copy(from, to);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(int number) {
        return "r%05d.git".formatted(number);
    }
}
