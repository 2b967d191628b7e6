package io.repobackup.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.lang.ArchRule;

class StaticFieldsTest implements DesignRule {

    @Override
    public ArchRule below(String root) {
        return fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage(root + "..")
                .should()
                .beFinal()
                .because("state that all threads and all tests of a process share belongs to nobody");
    }

    @Override
    public String seeds() {
        return "statics";
    }
}
