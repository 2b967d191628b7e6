package io.repobackup.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.Map;

/** Where the types of a vendor may be named at all. */
class VendorRoomsTest implements DesignRule {

    private static final Map<String, String[]> ROOMS = Map.of(
            "org.eclipse.jgit..", new String[] {"core.git"},
            "okhttp3..", new String[] {"http", "azure"},
            "dev.failsafe..", new String[] {"http"},
            "software.amazon..", new String[] {"s3"},
            "org.apache.hc..", new String[] {"s3"},
            "com.azure..", new String[] {"azure"},
            "com.exceptionfactory.jagged..", new String[] {"age"},
            "io.micrometer..", new String[] {"micrometer"},
            "picocli..", new String[] {"samples"});

    @Override
    public ArchRule below(String root) {
        List<ArchRule> rules = ROOMS.entrySet().stream()
                .map(vendor -> onlyIn(vendor.getValue(), vendor.getKey(), root))
                .toList();
        return CompositeArchRule.of(rules).because("a vendor's library must be replaceable by editing one room");
    }

    @Override
    public String seeds() {
        return "vendors";
    }

    private static ArchRule onlyIn(String[] rooms, String vendor, String root) {
        return noClasses()
                .that(DescribedPredicate.not(Rooms.in(root, rooms)))
                .should()
                .dependOnClassesThat(resideInAPackage(vendor));
    }
}
