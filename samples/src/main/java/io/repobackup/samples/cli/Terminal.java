package io.repobackup.samples.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a command talks to: results go to {@code out}, everything on the way to {@code err}.
 *
 * @param out for results, which a script may read
 * @param err for progress and messages
 * @param style what {@code err} can show
 * @param environment looks up an environment variable
 */
record Terminal(PrintWriter out, PrintWriter err, Style style, Function<String, Optional<String>> environment) {

    /** What can be shown on the way. */
    enum Style {
        /** A person watches: one line may be drawn over and over. */
        LIVE,
        /** A file, a pipe or a log. */
        PLAIN
    }

    /** The terminal of this process. */
    static Terminal ofProcess() {
        return new Terminal(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                isWatched() ? Style.LIVE : Style.PLAIN,
                name -> Optional.ofNullable(System.getenv(name)));
    }

    private static boolean isWatched() {
        return !"dumb".equals(System.getenv("TERM"))
                && Optional.ofNullable(System.console())
                        .filter(Terminal::isTerminal)
                        .isPresent();
    }

    /** From Java 22 on there is a console without a terminal as well, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }
}
