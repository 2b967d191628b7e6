package io.repobackup.core.git.nativegit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;

/** A history with deltas, binary files, deep directories, merges, a submodule commit, and tags of all kinds. */
public final class SampleHistory {

    private static final long SEED = 42;

    private final Random random = new Random(SEED);
    private final ByteArrayOutputStream script = new ByteArrayOutputStream();
    private final StringBuilder prose = new StringBuilder();

    private final String submodule;

    private SampleHistory(int hexDigits) {
        submodule = "1".repeat(hexDigits);
    }

    /** A repository with so many commits on main, and half as many on another branch that is merged. */
    public static NativeGit create(Path directory, String objectFormat, int commits) {
        NativeGit git = NativeGit.init(directory, objectFormat);
        SampleHistory history = new SampleHistory(objectFormat.equals("sha1") ? 40 : 64);
        history.write(commits);
        git.feed(history.script.toByteArray(), "fast-import", "--quiet");
        git.run("tag", "light", "main~1");
        git.run("tag", "-m", "one", "annotated", "main");
        git.run("tag", "-m", "of a tag", "nested", "annotated");
        git.run("tag", "-m", "of a tree", "of-tree", "main^{tree}");
        git.run("tag", "-m", "of a blob", "of-blob", "main:prose.txt");
        git.run("tag", "light-blob", "main:data.bin");
        return git;
    }

    private void write(int commits) {
        for (int i = 0; i < 300; i++) {
            prose.append("line ")
                    .append(i)
                    .append(' ')
                    .append(random.nextLong())
                    .append('\n');
        }
        for (int i = 1; i <= commits; i++) {
            commit("refs/heads/main", i, "");
            if (i % 2 == 0) {
                commit(
                        "refs/heads/side",
                        i,
                        i == 2 ? "from refs/heads/main\n" : i % 8 == 0 ? "merge refs/heads/main\n" : "");
            }
        }
    }

    private void commit(String branch, int number, String parents) {
        print("commit " + branch + "\ncommitter C <c@example.org> " + (1_700_000_000 + 60 * number) + " +0000\n");
        data(("commit " + number + " on " + branch).getBytes(StandardCharsets.UTF_8));
        print(parents);
        int at = random.nextInt(prose.length());
        prose.insert(at, "changed in " + number + "\n");
        file("prose.txt", prose.toString().getBytes(StandardCharsets.UTF_8));
        file(
                "dir" + number % 7 + "/sub/file" + number % 13 + ".txt",
                ("content " + number + "\n").getBytes(StandardCharsets.UTF_8));
        if (number % 5 == 0) {
            byte[] binary = new byte[20_000 + random.nextInt(5_000)];
            random.nextBytes(binary);
            file("data.bin", binary);
        }
        if (number == 3) {
            print("M 160000 " + submodule + " submodule\n");
        }
        file("pointer.dat", pointer(number));
        print("\n");
    }

    private static byte[] pointer(int number) {
        return ("version https://git-lfs.github.com/spec/v1\noid sha256:" + String.format("%064x", number / 10)
                        + "\nsize " + 1000 * (number / 10) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void file(String path, byte[] content) {
        print("M 100644 inline " + path + "\n");
        data(content);
    }

    private void data(byte[] content) {
        print("data " + content.length + "\n");
        script.writeBytes(content);
        print("\n");
    }

    private void print(String text) {
        script.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
