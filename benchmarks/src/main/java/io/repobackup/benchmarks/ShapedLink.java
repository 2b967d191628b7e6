package io.repobackup.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;

/**
 * A link of so many megabits a second, in each direction and for all connections together, and of so many milliseconds there and
 * back, before a server of this machine. A relay in a process of its own: no rights are needed, and no kernel that can delay.
 * Closed by whoever made it.
 */
final class ShapedLink implements AutoCloseable {

    private final Process relay;
    private final URI address;

    private ShapedLink(Process relay, URI address) {
        this.relay = relay;
        this.address = address;
    }

    static ShapedLink before(URI server, int megabits, int millis) {
        List<String> command = Jvm.ofThisProgram("-Xmx128m")
                .command(
                        RelayProgram.class,
                        Integer.toString(server.getPort()),
                        Integer.toString(megabits),
                        Integer.toString(millis));
        try {
            Process relay = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader said = relay.inputReader();
            int port = Integer.parseInt(said.readLine());
            return new ShapedLink(relay, URI.create("http://127.0.0.1:" + port + server.getRawPath()));
        } catch (IOException e) {
            throw new UncheckedIOException("The relay did not start", e);
        }
    }

    /** The server's address at this end of the link. */
    URI address() {
        return address;
    }

    @Override
    public void close() {
        relay.destroy();
    }
}
