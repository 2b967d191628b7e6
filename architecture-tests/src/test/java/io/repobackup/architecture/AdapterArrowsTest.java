package io.repobackup.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.Map;

/** An adapter may use its vendor's library, but of ours only what is listed here; most of them appear later. */
class AdapterArrowsTest implements DesignRule {

    private static final Map<String, List<String>> ADAPTERS = Map.of(
            "s3", List.of("api"),
            "azure", List.of("api"),
            "age", List.of("api"),
            "redis", List.of("api"),
            "micrometer", List.of("api"),
            "github", List.of("api", "http"),
            "gitlab", List.of("api", "http"),
            "samples.gitea", List.of("api", "http"));

    @Override
    public ArchRule below(String root) {
        List<ArchRule> rules = ADAPTERS.entrySet().stream()
                .map(adapter -> onlyOurs(adapter.getKey(), adapter.getValue(), root))
                .toList();
        return CompositeArchRule.of(rules)
                .because("whoever writes an adapter outside of this project has no more than the api and http either");
    }

    @Override
    public String seeds() {
        return "adapters";
    }

    private static ArchRule onlyOurs(String adapter, List<String> allowed, String root) {
        DescribedPredicate<JavaClass> rest = resideInAPackage(root + "..")
                .and(DescribedPredicate.not(Rooms.in(root, adapter)))
                .and(DescribedPredicate.not(Rooms.in(root, allowed.toArray(String[]::new))));
        return noClasses()
                .that(Rooms.in(root, adapter))
                .should()
                .dependOnClassesThat(rest.as("of ours other than " + allowed))
                .allowEmptyShould(true);
    }
}
