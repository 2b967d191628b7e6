package io.repobackup.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.UUID;

/**
 * S3Proxy, a server with its objects in a directory. One for all tests of a process, and gone with it; each test takes a
 * fresh bucket. It is loaded from one jar by a class loader that sees nothing of ours, and listens on 127.0.0.1 only.
 */
final class S3ProxyServer {

    static final String KEY_ID = "local-identity";
    static final String SECRET = "local-secret-of-the-tests";

    private static final Path JAR = Path.of("target/test-servers/s3proxy.jar");

    private final Path directory;
    private final URI endpoint;

    private S3ProxyServer(Path directory, URI endpoint) {
        this.directory = directory;
        this.endpoint = endpoint;
    }

    private static final class Running {
        static final S3ProxyServer SERVER = start();
    }

    static S3ProxyServer running() {
        return Running.SERVER;
    }

    URI endpoint() {
        return endpoint;
    }

    /** The name of a new and empty bucket. */
    String newBucket() {
        String name = "bucket-" + UUID.randomUUID();
        try {
            Files.createDirectory(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return name;
    }

    private static S3ProxyServer start() {
        System.setProperty("LOG_LEVEL", "warn");
        try {
            Path directory = Files.createDirectories(Files.createTempDirectory("repobackup-s3proxy"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            return new S3ProxyServer(directory, URI.create("http://127.0.0.1:" + launch(settings(directory))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("S3Proxy did not start from " + JAR.toAbsolutePath(), e);
        }
    }

    private static Properties settings(Path directory) {
        Properties settings = new Properties();
        settings.setProperty("s3proxy.endpoint", "http://127.0.0.1:0");
        settings.setProperty("s3proxy.authorization", "aws-v2-or-v4");
        settings.setProperty("s3proxy.identity", KEY_ID);
        settings.setProperty("s3proxy.credential", SECRET);
        settings.setProperty("jclouds.provider", "filesystem-nio2");
        settings.setProperty("jclouds.filesystem.basedir", directory.toString());
        return settings;
    }

    private static int launch(Properties settings) throws IOException, ReflectiveOperationException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader loader = new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        thread.setContextClassLoader(loader);
        try {
            Method storeOf =
                    loader.loadClass("org.gaul.s3proxy.Main").getDeclaredMethod("createBlobStore", Properties.class);
            storeOf.setAccessible(true);
            Object store = storeOf.invoke(null, settings);
            Class<?> builderType = loader.loadClass("org.gaul.s3proxy.S3Proxy$Builder");
            Object builder =
                    builderType.getMethod("fromProperties", Properties.class).invoke(null, settings);
            Class<?> storeType = loader.loadClass("org.gaul.s3proxy.blobstore.BlobStore");
            builderType.getMethod("blobStore", storeType).invoke(builder, store);
            Object proxy = builderType.getMethod("build").invoke(builder);
            proxy.getClass().getMethod("start").invoke(proxy);
            return (int) proxy.getClass().getMethod("getPort").invoke(proxy);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // The directory of temporary files is cleared by somebody else.
        }
    }
}
