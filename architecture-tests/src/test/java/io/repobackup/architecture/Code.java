package io.repobackup.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** Classes to hold a rule against, and the package that plays {@code io.repobackup} among them. */
record Code(String root, JavaClasses classes) {

    static final String ROOT = "io.repobackup";

    private static final String OWN = "/io/repobackup/architecture/";

    /** The main classes of every module that this one depends on. */
    static Code main() {
        return Main.CODE;
    }

    /** The seeds of one rule. */
    static Code seeded(String rule) {
        String root = Code.class.getPackageName() + ".violations." + rule;
        return new Code(root, new ClassFileImporter().importPackages(root));
    }

    private static final class Main {
        static final Code CODE = new Code(
                ROOT,
                new ClassFileImporter()
                        .withImportOption(location -> !location.contains(OWN))
                        .importPackages(ROOT));
    }
}
