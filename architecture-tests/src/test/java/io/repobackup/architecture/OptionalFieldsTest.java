package io.repobackup.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A record's component is its accessor's return type, so there an Optional is what it should be. */
class OptionalFieldsTest implements DesignRule {

    private static final DescribedPredicate<JavaClass> OPTIONAL = JavaClass.Predicates.belongToAnyOf(
            Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    @Override
    public ArchRule below(String root) {
        return noFields()
                .that()
                .areDeclaredInClassesThat(Rooms.library(root))
                .and()
                .areDeclaredInClassesThat(DescribedPredicate.describe("are no records", type -> !type.isRecord()))
                .should()
                .haveRawType(OPTIONAL)
                .because("Optional is an answer; what may be missing inside of a class is @Nullable, which is checked");
    }

    @Override
    public String seeds() {
        return "optionals";
    }
}
