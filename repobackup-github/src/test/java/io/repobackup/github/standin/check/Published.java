package io.repobackup.github.standin.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the host publishes of itself, in the packages {@code @octokit/openapi} and {@code @octokit/graphql-schema}. Where
 * they are missing, tests skip loudly, and under CI they fail.
 */
public final class Published {

    private static final String FOLDER = "repobackup/octokit-openapi-23.0.2/node_modules/@octokit";
    private static final String REST = "openapi/generated/api.github.com.json";
    private static final String GRAPHQL = "graphql-schema/schema.graphql";

    private Published() {}

    /** Skips the test where the packages are missing. */
    public static void require() {
        boolean there = isThere();
        String what = "the descriptions of GitHub in " + folder() + ", which .ci/run installs";
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as(what).isTrue();
        }
        assumeTrue(there, "SKIPPED: needs " + what);
    }

    static boolean isThere() {
        return Files.exists(file(REST)) && Files.exists(file(GRAPHQL));
    }

    static Path rest() {
        return file(REST);
    }

    static String graphQl() {
        try {
            return Files.readString(file(GRAPHQL));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(String name) {
        return folder().resolve(name);
    }

    private static Path folder() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve(FOLDER);
    }
}
