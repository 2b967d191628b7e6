package io.repobackup.core.git.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A {@link GitHttpBackendServer} as a program, for measurements: what a server in a process of its own uses is not counted
 * as the client's. Its argument is the root. It prints its address; then, for each line it reads, how many requests and
 * bytes there were so far. It ends with its input.
 */
final class ServingProgram {

    private ServingProgram() {}

    public static void main(String[] args) throws IOException {
        try (GitHttpBackendServer server = new GitHttpBackendServer(Path.of(args[0]));
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println(server.url(""));
            long requests = 0;
            while (in.readLine() != null) {
                requests += server.requests().size();
                System.out.println(requests + " " + server.traffic());
            }
        }
    }
}
