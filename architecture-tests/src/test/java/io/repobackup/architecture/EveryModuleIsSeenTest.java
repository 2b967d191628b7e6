package io.repobackup.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule holds for what is imported: a new module that nobody adds to this one's dependencies would escape them all. */
class EveryModuleIsSeenTest {

    /** Published nowhere, and allowed to read clocks and print. */
    private static final Set<String> UNSEEN = Set.of("benchmarks");

    @Test
    void everyPackageOfEveryModuleIsImported() {
        assertThat(unseen(Sources.ofTheProject())).isEmpty();
    }

    @Test
    void aModuleThatIsNoDependencyIsFound(@TempDir Path project) throws IOException {
        Path module = project.resolve("repobackup-new");
        Path room = Files.createDirectories(module.resolve("src/main/java/io/repobackup/fresh"));
        Files.createFile(module.resolve("pom.xml"));
        Files.createFile(room.resolve("Thing.java"));
        assertThat(unseen(new Sources(project))).containsExactly("io.repobackup.fresh");
    }

    private static List<String> unseen(Sources sources) {
        Set<String> imported =
                Code.main().classes().stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        return sources.modules().stream()
                .filter(module -> !UNSEEN.contains(module.getFileName().toString()))
                .map(module -> module.resolve("src/main/java"))
                .flatMap(main -> Sources.javaBelow(main).stream().map(file -> packageOf(file, main)))
                .distinct()
                .filter(name -> !imported.contains(name))
                .toList();
    }

    private static String packageOf(Path file, Path main) {
        return main.relativize(file.getParent())
                .toString()
                .replace(file.getFileSystem().getSeparator(), ".");
    }
}
