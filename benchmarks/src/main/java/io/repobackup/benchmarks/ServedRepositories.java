package io.repobackup.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Repositories below a directory, reached over smart HTTP, with a count of what goes over the wire. */
final class ServedRepositories implements AutoCloseable {

    /** From the tests of the core, by name: what compiles need not have tests compiled before it. */
    private static final String SERVER = "io.repobackup.core.git.server.ServingProgram";

    private final Process process;
    private final BufferedReader answers;
    private final Optional<ShapedLink> link;
    private final URI address;

    private ServedRepositories(Process process) throws IOException {
        this.process = process;
        this.answers = process.inputReader();
        URI server = URI.create(answers.readLine());
        int megabits = Integer.getInteger("link.megabits", 0);
        this.link = megabits == 0
                ? Optional.empty()
                : Optional.of(ShapedLink.before(server, megabits, Integer.getInteger("link.millis", 20)));
        this.address = link.map(ShapedLink::address).orElse(server);
    }

    /** Behind a {@link ShapedLink} where the properties {@code link.megabits} and {@code link.millis} say so. */
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
        link.ifPresent(ShapedLink::close);
        process.destroy();
    }
}
