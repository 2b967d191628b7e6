package io.repobackup.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.repobackup.api.sink.BlobSink;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every sink is a promise of atomic, durable, write-once storage; BlobSinkContract is where it is kept or broken. */
class SinkContractTest {

    private static final Pattern CONTRACT = Pattern.compile("\\b(extends|implements) BlobSinkContract\\b");

    @Test
    void everySinkHasATestOfTheContract() {
        List<String> tests = Sources.ofTheProject().modules().stream()
                .filter(module -> !module.endsWith("architecture-tests"))
                .flatMap(module -> Sources.javaBelow(module.resolve("src/test/java")).stream())
                .map(Sources::read)
                .toList();
        assertThat(sinks()).isNotEmpty().allMatch(sink -> isTested(sink, tests), "named in a test of BlobSinkContract");
    }

    @Nested
    class Seeds {

        @Test
        void aTestOfTheContractThatOpensTheSinkCounts() {
            String test = "class RightTest extends BlobSinkContract { BlobSink sink() { return new DiskSink(); } }";
            assertThat(isTested("DiskSink", List.of(test))).isTrue();
        }

        @Test
        void aTestWithoutTheContractDoesNotCount() {
            assertThat(isTested("DiskSink", List.of("class WrongTest { DiskSink sink; }")))
                    .isFalse();
        }

        @Test
        void aTestOfAnotherSinkDoesNotCount() {
            String test = "class WrongTest extends BlobSinkContract { FloppyDiskSink sink; }";
            assertThat(isTested("DiskSink", List.of(test))).isFalse();
        }
    }

    private static List<String> sinks() {
        return Code.main().classes().stream()
                .filter(type -> type.isAssignableTo(BlobSink.class) && !type.isAnonymousClass())
                .filter(type -> !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getSimpleName)
                .toList();
    }

    private static boolean isTested(String sink, List<String> tests) {
        Pattern name = Pattern.compile("\\b" + sink + "\\b");
        return tests.stream()
                .anyMatch(test ->
                        CONTRACT.matcher(test).find() && name.matcher(test).find());
    }
}
