package io.repobackup.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * How a type may be shared between threads is a promise; it stands in its Javadoc. Enums, exceptions and classes that
 * offer only static functions need none, and SinkFacet speaks for all facets.
 */
class ThreadSafetyTest {

    private static final List<String> ROOMS = Stream.of("api", "http", "core", "s3", "azure", "github", "age")
            .map(module -> "repobackup-" + module + "/src/main/java")
            .toList();

    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "(?m)^public (?:(?!enum)[a-z-]+ )*(?:class|interface|record) (?!\\w*Exception\\b)(?<name>\\w+)(?! extends SinkFacet)\\b");
    private static final Pattern SENTENCE = Pattern.compile("\\b(Immutable|Thread-safe|Confined)\\b");

    private static final Pattern OPEN_MEMBER = Pattern.compile("(?m)^ +(public|protected) (?!static )");

    @Test
    void everyPublicTypeSaysHowItMayBeShared() {
        Path root = Sources.ofTheProject().root();
        Stream<Path> files = ROOMS.stream().flatMap(room -> Sources.javaBelow(root.resolve(room)).stream());
        assertThat(files.filter(file -> isSilent(Sources.read(file))).map(root::relativize))
                .isEmpty();
    }

    @Nested
    class Seeds {

        @Test
        void aPublicTypeWithoutTheSentenceIsFound() {
            assertThat(isSilent("/** A thing. */\npublic final class Thing {}")).isTrue();
            assertThat(isSilent("/** A thing. */\npublic non-sealed interface Thing {}"))
                    .isTrue();
            assertThat(isSilent("/** A thing. */\npublic record Thing() {}")).isTrue();
        }

        @Test
        void aSentenceOnAMemberIsNotOneOnTheType() {
            assertThat(isSilent("/** A thing. */\npublic class Thing {\n  /** Thread-safe. */\n  void a() {}\n}"))
                    .isTrue();
        }

        @Test
        void aPrivateConstructorIsNoExcuseForWhatHasInstances() {
            assertThat(isSilent("/** A thing. */\npublic class Thing {\n private Thing() {}\n public int a() {}\n}"))
                    .isTrue();
        }

        @Test
        void theSentenceIsEnough() {
            assertThat(isSilent("/** A thing. <i>Immutable.</i> */\n@Deprecated\npublic final class Thing {}"))
                    .isFalse();
        }

        @Test
        void whatIsNotSharedOrSpokenForNeedsNone() {
            assertThat(isSilent("/** A choice. */\npublic enum Choice {}")).isFalse();
            assertThat(isSilent("/** A failure. */\npublic final class LostException {}"))
                    .isFalse();
            assertThat(isSilent("/** An ability. */\npublic interface Undo extends SinkFacet {}"))
                    .isFalse();
            assertThat(isSilent(
                            "/** Words. */\npublic class Words {\n  private Words() {}\n public static int a() {}\n}"))
                    .isFalse();
            assertThat(isSilent("/** A detail. */\nfinal class Detail {}")).isFalse();
        }
    }

    private static boolean isSilent(String source) {
        Matcher type = PUBLIC_TYPE.matcher(source);
        return type.find()
                && !SENTENCE.matcher(source.substring(0, type.start())).find()
                && !offersOnlyFunctions(type.group("name"), source);
    }

    private static boolean offersOnlyFunctions(String name, String source) {
        return source.contains("private " + name + "(")
                && !OPEN_MEMBER.matcher(source).find();
    }
}
