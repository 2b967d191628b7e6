package io.repobackup.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/** What the base modules compile against; DESIGN calls these the arrows. */
class ModuleArrowsTest implements DesignRule {

    private static final String[] PLATFORM = {"java..", "javax..", "org.jspecify.annotations.."};

    @Override
    public ArchRule below(String root) {
        return CompositeArchRule.of(api(root))
                .and(http(root))
                .and(core(root))
                .and(testkit(root))
                .because("a user of one module must not have to learn, or carry, what another one is made of");
    }

    @Override
    public String seeds() {
        return "arrows";
    }

    private static ArchRule api(String root) {
        return only("api", root);
    }

    private static ArchRule http(String root) {
        String[] vendors = {"okhttp3..", "okio..", "com.squareup.moshi..", "dev.failsafe..", "org.slf4j.."};
        return only("http", root, with(vendors, root, "api"));
    }

    private static ArchRule core(String root) {
        String[] vendors = {"org.eclipse.jgit..", "com.squareup.moshi..", "okio..", "org.slf4j.."};
        return only("core", root, with(vendors, root, "api", "http"));
    }

    private static ArchRule testkit(String root) {
        String[] vendors = {"org.junit.jupiter.api..", "org.assertj.core.."};
        return only("testkit", root, with(vendors, root, "api"));
    }

    private static ArchRule only(String module, String root, String... others) {
        String[] allowed = with(with(PLATFORM, root, module), others);
        return classes()
                .that(Rooms.in(root, module))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .allowEmptyShould(true);
    }

    private static String[] with(String[] patterns, String root, String... modules) {
        return with(patterns, Rooms.patterns(root, modules));
    }

    private static String[] with(String[] some, String[] more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
    }
}
