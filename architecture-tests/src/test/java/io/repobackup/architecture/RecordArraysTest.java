package io.repobackup.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;

class RecordArraysTest implements DesignRule {

    @Override
    public ArchRule below(String root) {
        return noFields()
                .that()
                .areDeclaredInClassesThat(
                        Rooms.library(root).and(DescribedPredicate.describe("are records", JavaClass::isRecord)))
                .and()
                .areNotStatic()
                .should()
                .haveRawType(DescribedPredicate.describe("an array", JavaClass::isArray))
                .because("a record with an array is neither immutable nor equal to its copy");
    }

    @Override
    public String seeds() {
        return "arrays";
    }
}
