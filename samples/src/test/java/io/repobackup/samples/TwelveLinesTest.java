package io.repobackup.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwelveLinesTest {

    @Test
    void theyBringBackWhatTheyBackedUp(@TempDir Path directory) throws IOException {
        GitProgram tool = GitProgram.newRepository(directory.resolve("tool"));
        TwelveLines.backUpAndRestore(
                directory.resolve("vault"),
                directory.resolve("restored"),
                directory.resolve("tool").toString());
        assertThat(GitProgram.in(directory.resolve("restored/tool.git")).run("show-ref", "-d", "--head"))
                .isEqualTo(tool.run("show-ref", "-d", "--head"));
    }

    @Test
    void theReadmeShowsThemAsTheyAre() throws IOException {
        List<String> shown = block(Files.readString(Path.of("../README.md")));
        assertThat(shown).hasSizeLessThanOrEqualTo(12);
        assertThat(code(Files.readString(Path.of("src/main/java/io/repobackup/samples/TwelveLines.java"))))
                .contains(code(String.join("\n", shown)));
    }

    private static List<String> block(String readme) {
        String fence = "```java\n";
        int start = readme.indexOf(fence) + fence.length();
        return readme.substring(start, readme.indexOf("```", start)).lines().toList();
    }

    /** Without white space, which the formatter lays out otherwise. */
    private static String code(String text) {
        return text.lines().map(line -> line.replaceAll("\\s", "")).collect(Collectors.joining());
    }
}
