package io.repobackup.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/** Calls that hide an input or an output from whoever tests or runs the library. */
class BannedCallsTest implements DesignRule {

    private static final Map<Class<?>, Set<String>> ALWAYS = Map.of(
            System.class, Set.of("currentTimeMillis", "getenv", "out", "err", "in", "exit"),
            Thread.class, Set.of("sleep"),
            Math.class, Set.of("random"));

    @Override
    public ArchRule below(String root) {
        return CompositeArchRule.of(noAccess(root, "a hidden input or output", BannedCallsTest::isHidden))
                .and(noAccess(root, "the time of no Clock", BannedCallsTest::readsTheTime))
                .and(noAccess(root, "an unseeded Random", BannedCallsTest::isUnseeded))
                .and(noAccess(root, "printStackTrace", BannedCallsTest::printsAStackTrace))
                .and(noClasses()
                        .that(Rooms.library(root))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("java.util.logging.."))
                .because(
                        "time, chance and settings are given to a library, and it speaks by answers, events and SLF4J");
    }

    @Override
    public String seeds() {
        return "calls";
    }

    private static ArchRule noAccess(String root, String name, Predicate<AccessTarget> banned) {
        return noClasses()
                .that(Rooms.library(root))
                .should()
                .accessTargetWhere(target(DescribedPredicate.describe(name, banned)));
    }

    private static boolean isHidden(AccessTarget target) {
        return ALWAYS.entrySet().stream()
                .anyMatch(entry -> target.getOwner().isEquivalentTo(entry.getKey())
                        && entry.getValue().contains(target.getName()));
    }

    private static boolean readsTheTime(AccessTarget target) {
        return target.getOwner().getPackageName().equals("java.time")
                && target.getName().equals("now")
                && hasNoParameterOf(target, Clock.class);
    }

    private static boolean isUnseeded(AccessTarget target) {
        return target.getOwner().isEquivalentTo(Random.class)
                && target.getName().equals("<init>")
                && hasNoParameterOf(target, long.class);
    }

    private static boolean printsAStackTrace(AccessTarget target) {
        JavaClass owner = target.getOwner();
        return owner.isAssignableTo(Throwable.class) && target.getName().equals("printStackTrace");
    }

    private static boolean hasNoParameterOf(AccessTarget target, Class<?> type) {
        return target instanceof CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().stream().noneMatch(parameter -> parameter.isEquivalentTo(type));
    }
}
