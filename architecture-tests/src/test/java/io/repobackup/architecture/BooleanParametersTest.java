package io.repobackup.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The constructor of a record is left out: there the parameter is a component, which its accessor names. */
class BooleanParametersTest implements DesignRule {

    @Override
    public ArchRule below(String root) {
        return noCodeUnits()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat(Rooms.in(root, "api").and(Rooms.visible()))
                .and(DescribedPredicate.describe("are no constructor of a record", unit -> !isOfARecord(unit)))
                .should()
                .haveRawParameterTypes(DescribedPredicate.describe("a boolean", BooleanParametersTest::hasABoolean))
                .because("true and false say nothing where they are passed: two methods or an enum do");
    }

    @Override
    public String seeds() {
        return "booleans";
    }

    private static boolean isOfARecord(JavaCodeUnit unit) {
        return unit instanceof JavaConstructor && unit.getOwner().isRecord();
    }

    private static boolean hasABoolean(List<JavaClass> parameters) {
        return parameters.stream().anyMatch(type -> type.isEquivalentTo(boolean.class));
    }
}
