package io.repobackup.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.lang.ArchRule;

class AccessorNamesTest implements DesignRule {

    @Override
    public ArchRule below(String root) {
        return noMethods()
                .that()
                .areDeclaredInClassesThat(Rooms.in(root, "api").and(Rooms.visible()))
                .should()
                .haveNameMatching("get[A-Z].*")
                .because("records name their accessors by the thing alone, and one style is enough");
    }

    @Override
    public String seeds() {
        return "accessors";
    }
}
