package io.repobackup.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Repositories below a directory, reached over smart HTTP, with a count of what goes over the wire. */
final class ServedRepositories implements AutoCloseable {

    /** From the tests of the core, by name: what compiles need not have tests compiled before it. */
    private static final String SERVER = "io.repobackup.core.git.server.ServingProgram";

    private final Process process;
    private final BufferedReader answers;
    private final URI address;

    private ServedRepositories(Process process) throws IOException {
        this.process = process;
        this.answers = process.inputReader();
        this.address = URI.create(answers.readLine());
    }

    static ServedRepositories below(Path root) {
        ProcessBuilder builder =
                new ProcessBuilder(Jvm.ofThisProgram("-Xmx256m").command(List.of(SERVER, root.toString())));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            return new ServedRepositories(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("The git server did not start", e);
        }
    }

    String url(String name) {
        return address.resolve(name).toString();
    }

    URI address() {
        return address;
    }

    Traffic soFar() {
        try {
            process.outputWriter().write("\n");
            process.outputWriter().flush();
            String counts = answers.readLine();
            int space = counts.indexOf(' ');
            return new Traffic(Long.parseLong(counts.substring(0, space)), Long.parseLong(counts.substring(space + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException("The git server is gone", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
