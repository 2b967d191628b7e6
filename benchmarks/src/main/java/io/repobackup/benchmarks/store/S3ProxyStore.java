package io.repobackup.benchmarks.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** S3Proxy over a directory. */
final class S3ProxyStore implements LocalStore {

    private static final Path USUAL_JAR = Path.of("repobackup-s3", "target", "test-servers", "s3proxy.jar");

    private final StoreProgram program;
    private final StoreAccess access;

    private S3ProxyStore(StoreProgram program, StoreAccess access) {
        this.program = program;
        this.access = access;
    }

    static LocalStore start(Path directory) {
        Path jar =
                Path.of(System.getProperty("s3proxy.jar", USUAL_JAR.toString())).toAbsolutePath();
        URI endpoint = URI.create("http://127.0.0.1:" + StoreProgram.freePort());
        StoreAccess access = new StoreAccess(StoreAccess.Kind.S3, endpoint, "local-identity", "local-secret");
        Path settings = directory.resolve("s3proxy.conf");
        try {
            Files.createDirectories(directory.resolve("objects"));
            Files.write(
                    settings,
                    List.of(
                            "s3proxy.endpoint=" + endpoint,
                            "s3proxy.authorization=aws-v2-or-v4",
                            "s3proxy.identity=" + access.user(),
                            "s3proxy.credential=" + access.password(),
                            "jclouds.provider=filesystem-nio2",
                            "jclouds.filesystem.basedir=" + directory.resolve("objects")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command =
                List.of(java, "-DLOG_LEVEL=warn", "-jar", jar.toString(), "--properties", settings.toString());
        return new S3ProxyStore(StoreProgram.listening(directory, endpoint.getPort(), command), access);
    }

    @Override
    public StoreAccess access() {
        return access;
    }

    @Override
    public void close() {
        program.close();
    }
}
