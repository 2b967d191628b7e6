package io.repobackup.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Arrays;

/** Names for the parts of the code that rules speak of. */
final class Rooms {

    private Rooms() {}

    /** The classes of some packages and of all below them. */
    static DescribedPredicate<JavaClass> in(String root, String... packages) {
        return resideInAnyPackage(patterns(root, packages)).as("reside in %s of %s", Arrays.toString(packages), root);
    }

    /** What users compile against: everything but the samples. */
    static DescribedPredicate<JavaClass> library(String root) {
        return resideInAPackage(root + "..")
                .and(resideOutsideOfPackage(root + ".samples.."))
                .as("are in the library");
    }

    /** What others can name: public or protected, and so is everything around it. */
    static DescribedPredicate<JavaClass> visible() {
        return DescribedPredicate.describe("are visible outside of their package", Rooms::isVisible);
    }

    /** Package patterns as ArchUnit writes them. */
    static String[] patterns(String root, String... packages) {
        return Arrays.stream(packages).map(name -> root + "." + name + "..").toArray(String[]::new);
    }

    private static boolean isVisible(JavaClass type) {
        boolean open = type.getModifiers().contains(JavaModifier.PUBLIC)
                || type.getModifiers().contains(JavaModifier.PROTECTED);
        return open && type.getEnclosingClass().map(Rooms::isVisible).orElse(true);
    }
}
