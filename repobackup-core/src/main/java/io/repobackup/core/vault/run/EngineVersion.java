package io.repobackup.core.vault.run;

import java.util.Optional;

/** The version of this library, as records name it. */
public final class EngineVersion {

    private EngineVersion() {}

    /** Its name and its version. */
    public static String text() {
        String version = EngineVersion.class.getPackage().getImplementationVersion();
        return "repobackup " + Optional.ofNullable(version).orElse("(unpackaged)");
    }
}
