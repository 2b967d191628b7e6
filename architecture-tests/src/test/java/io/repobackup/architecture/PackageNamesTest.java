package io.repobackup.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

class PackageNamesTest implements DesignRule {

    private static final List<String> HOMELESS = List.of(
            "util", "utils", "common", "impl", "model", "helper", "helpers", "internal", "shared", "exceptions");

    @Override
    public ArchRule below(String root) {
        return noClasses()
                .should()
                .resideInAnyPackage(
                        HOMELESS.stream().map(word -> root + ".." + word + "..").toArray(String[]::new))
                .because("packages are concepts; these words say where code was put that had no home");
    }

    @Override
    public String seeds() {
        return "rooms";
    }
}
