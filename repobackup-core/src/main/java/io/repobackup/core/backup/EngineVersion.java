package io.repobackup.core.backup;

import java.util.Optional;

/** The version of this library, as records name it. */
final class EngineVersion {

    private EngineVersion() {}

    static String text() {
        String version = EngineVersion.class.getPackage().getImplementationVersion();
        return "repobackup " + Optional.ofNullable(version).orElse("(unpackaged)");
    }
}
