package io.repobackup.core.git.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** Asks git itself whether two repositories are the same. */
public final class SameRepository {

    private SameRepository() {}

    /** Refs, what tags stand for, HEAD, description and object count are the same, and git finds as much wrong. */
    public static void assertSame(Path restored, Path original) {
        assertThat(of(restored, "show-ref", "-d")).isEqualTo(of(original, "show-ref", "-d"));
        assertThat(of(restored, "symbolic-ref", "-q", "HEAD")).isEqualTo(of(original, "symbolic-ref", "-q", "HEAD"));
        assertThat(of(restored, "rev-parse", "-q", "--verify", "HEAD^{}"))
                .isEqualTo(of(original, "rev-parse", "-q", "--verify", "HEAD^{}"));
        assertThat(of(restored, "describe", "--all", "--long")).isEqualTo(of(original, "describe", "--all", "--long"));
        assertThat(of(restored, "rev-list", "--objects", "--all", "--count"))
                .isEqualTo(of(original, "rev-list", "--objects", "--all", "--count"));
        RealGit.Result fsck = RealGit.attempt(restored, new byte[0], "fsck", "--full", "--no-dangling");
        assertThat(fsck.status())
                .as("git fsck: %s %s", fsck.output(), fsck.errors())
                .isEqualTo(RealGit.attempt(original, new byte[0], "fsck", "--full", "--no-dangling")
                        .status());
    }

    private static String of(Path path, String... arguments) {
        return RealGit.attempt(path, new byte[0], arguments).output();
    }
}
