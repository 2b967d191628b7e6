package io.repobackup.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.lang.ArchRule;

class LoggingRoomsTest implements DesignRule {

    @Override
    public ArchRule below(String root) {
        return noClasses()
                .that(DescribedPredicate.not(Rooms.in(root, "http", "core", "samples")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.slf4j..")
                .because(
                        "an SPI reports by its answers, failures and events; what is worth a log line, the engine says");
    }

    @Override
    public String seeds() {
        return "logging";
    }
}
