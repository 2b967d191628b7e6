package io.repobackup.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;

class AcyclicPackagesTest implements DesignRule {

    @Override
    public ArchRule below(String root) {
        return slices().matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .because(
                        "packages that import each other in a circle can only be understood, tested and moved together");
    }

    @Override
    public String seeds() {
        return "cycles";
    }
}
