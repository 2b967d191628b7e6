package io.repobackup.samples.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Runs commands in one directory and keeps what the last of them said. */
final class Console {

    final Path directory;
    private final Map<String, String> environment;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    Console(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLineProgram(new Terminal(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        Terminal.Style.PLAIN,
                        name -> Optional.ofNullable(environment.get(name))))
                .run(args);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    String at(String name) {
        return directory.resolve(name).toString();
    }
}
