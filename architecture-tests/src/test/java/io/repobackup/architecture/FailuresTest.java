package io.repobackup.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;

/**
 * One sealed root; below it final classes, named by what the caller does next. Signals that do not leave their package
 * are left alone, and so are checked ones inside of core: there the compiler makes somebody translate them. Unchecked
 * signals inside of core are listed here, for nothing but their own tests sees to it that they are translated.
 */
class FailuresTest implements DesignRule {

    private static final String ROOT_NAME = ".api.failure.RepobackupException";

    /** Parsers throw it from constructors and lambdas; who knows the key turns it into CorruptedException. */
    private static final String UNCHECKED_SIGNAL = ".core.vault.json.MalformedException";

    private static final DescribedPredicate<JavaClass> FAILURES =
            Rooms.visible().and(assignableTo(Throwable.class)).as("are visible throwables");

    private static final DescribedPredicate<JavaClass> CHECKED =
            assignableTo(Exception.class).and(DescribedPredicate.not(assignableTo(RuntimeException.class)));

    @Override
    public ArchRule below(String root) {
        return CompositeArchRule.of(extendTheRoot(root))
                .and(areClosed(root))
                .because("callers decide by the type of a failure, so the list of types must be complete and short");
    }

    @Override
    public String seeds() {
        return "failures";
    }

    private static ArchRule extendTheRoot(String root) {
        return classes()
                .that(Rooms.library(root).and(FAILURES))
                .should(be(assignableTo(root + ROOT_NAME)
                        .or(CHECKED.and(Rooms.in(root, "core")))
                        .or(name(root + UNCHECKED_SIGNAL))
                        .as("below the root, or checked and in core")));
    }

    private static ArchRule areClosed(String root) {
        return classes()
                .that(Rooms.library(root).and(FAILURES))
                .should(be(DescribedPredicate.describe("sealed or final", FailuresTest::isClosed)));
    }

    private static boolean isClosed(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.FINAL)
                || type.reflect().isSealed();
    }
}
