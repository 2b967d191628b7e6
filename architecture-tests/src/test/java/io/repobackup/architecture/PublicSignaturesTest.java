package io.repobackup.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;

/** Users see the JDK and our own types; a vendor's type in a signature could never be changed again. */
class PublicSignaturesTest implements DesignRule {

    private static final List<String> PLATFORM = List.of("java.", "javax.", "org.jspecify.");

    /** The one optional client of the user's own, and what a contract kit is made of. */
    private static final Map<String, List<String>> EXCEPTIONS = Map.of(
            "http", List.of("okhttp3.OkHttpClient"),
            "testkit", List.of("org.junit.jupiter.api.", "org.assertj.core."));

    @Override
    public ArchRule below(String root) {
        return classes()
                .that(Rooms.in(root, "api", "http", "core", "testkit", "s3", "azure", "github", "age")
                        .and(Rooms.visible()))
                .should(showOnlyOwnTypes(root))
                .because("a vendor's type in a public signature ties every user to that vendor's version");
    }

    @Override
    public String seeds() {
        return "signatures";
    }

    private static ArchCondition<JavaClass> showOnlyOwnTypes(String root) {
        return new ArchCondition<>("show no vendor's type") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Signatures.shownBy(type).forEach((where, shown) -> {
                    boolean allowed = isAllowed(shown, type, root);
                    events.add(new SimpleConditionEvent(type, allowed, where + " shows " + shown.getName()));
                });
            }
        };
    }

    private static boolean isAllowed(JavaClass shown, JavaClass by, String root) {
        String name = shown.getName();
        return shown.isPrimitive()
                || name.startsWith(root + ".")
                || PLATFORM.stream().anyMatch(name::startsWith)
                || exceptions(by, root).stream().anyMatch(name::startsWith);
    }

    private static List<String> exceptions(JavaClass by, String root) {
        String module = by.getPackageName().substring(root.length() + 1).split("\\.", 2)[0];
        return EXCEPTIONS.getOrDefault(module, List.of());
    }
}
