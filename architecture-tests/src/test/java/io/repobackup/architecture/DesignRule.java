package io.repobackup.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** One rule of the design, and the proof that it can fail. */
interface DesignRule {

    /** The rule, for code below a root package. */
    ArchRule below(String root);

    /** The package of seeds below {@code violations}. */
    String seeds();

    @Test
    default void theCodeKeepsIt() {
        below(Code.ROOT).check(Code.main().classes());
    }

    @Test
    default void everySeededViolationIsFoundAndNothingElse() {
        Code code = Code.seeded(seeds());
        String found =
                below(code.root()).evaluate(code.classes()).getFailureReport().toString();
        List<JavaClass> wrong = called("Wrong", code);
        assertThat(wrong).isNotEmpty().allMatch(seed -> names(found, seed), "named in\n" + found);
        assertThat(called("Right", code)).noneMatch(seed -> names(found, seed), "named in\n" + found);
    }

    @Test
    default void itSaysWhy() {
        assertThat(below(Code.ROOT).getDescription()).contains(", because ");
    }

    private static List<JavaClass> called(String word, Code code) {
        return code.classes().stream()
                .filter(type -> type.getName().contains(word))
                .toList();
    }

    private static boolean names(String report, JavaClass type) {
        return Pattern.compile("(?<![\\w.])" + Pattern.quote(type.getName()) + "(?![\\w$])")
                .matcher(report)
                .find();
    }
}
