package io.repobackup.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.regex.Pattern;

class TypeNamesTest implements DesignRule {

    private static final Pattern EMPTY =
            Pattern.compile(".*(Manager|Helper|Utils?|Handler|Processor|Impl|Info|Data|Base)|Abstract.*");

    /** A word of the vocabulary: what is known of a snapshot without opening it. */
    private static final Set<String> VOCABULARY = Set.of("SnapshotInfo");

    @Override
    public ArchRule below(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should(be(DescribedPredicate.describe("called by a word without meaning", TypeNamesTest::isEmpty)))
                .because("a name that fits everything hides the concept that is missing");
    }

    @Override
    public String seeds() {
        return "names";
    }

    private static boolean isEmpty(JavaClass type) {
        String name = type.getSimpleName();
        return EMPTY.matcher(name).matches() && !VOCABULARY.contains(name);
    }
}
