package io.repobackup.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Backup and restore by a JVM that starts for it: the sample program's jar where it was built, else a main of ours. */
final class FreshJvm {

    private static final Path USUAL_JAR = Path.of("samples", "target", "repobackup-samples.jar");

    private final boolean sample;
    private final Jvm jvm;
    private final Path scratch;

    private FreshJvm(boolean sample, Jvm jvm, Path scratch) {
        this.sample = sample;
        this.jvm = jvm;
        this.scratch = scratch;
    }

    /** The jar is the one that the property {@code samples.jar} names, or the one in the usual place. */
    static FreshJvm found(Path scratch) {
        Path jar = Path.of(System.getProperty("samples.jar", USUAL_JAR.toString()));
        boolean sample = Files.exists(jar);
        return new FreshJvm(sample, sample ? Jvm.ofJar(jar) : Jvm.ofThisProgram(), scratch)
                .with("-Djava.io.tmpdir=" + scratch);
    }

    FreshJvm with(String... options) {
        return new FreshJvm(sample, jvm.with(options), scratch);
    }

    /** What runs in it. */
    String program() {
        return sample ? "the sample program" : "a main without command line parsing";
    }

    List<String> backup(String url, Path vault) {
        return sample
                ? jvm.command(List.of("backup", url, "--vault", vault.toString()))
                : jvm.command(Library.class, "backup", url, vault.toString(), scratch.toString());
    }

    List<String> restore(Path vault, Path into) {
        return sample
                ? jvm.command(List.of("restore", "--vault", vault.toString(), "--to", into.toString()))
                : jvm.command(Library.class, "restore", vault.toString(), into.toString());
    }
}
