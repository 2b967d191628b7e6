package io.repobackup.core.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What other processes do in the tests. */
final class ChildSink {

    private static final BlobOptions DATA = BlobOptions.of(BlobClass.DATA);

    private ChildSink() {}

    static Process start(String job, Path directory, String name) throws IOException {
        return start(List.of(), job, directory, name);
    }

    /** A process that obeys the permissions of files although root starts it. */
    static Process startWithoutPrivileges(String job, Path directory) throws IOException {
        String privileges = "-dac_override,-dac_read_search";
        List<String> dropping = List.of("setpriv", "--bounding-set", privileges, "--inh-caps", privileges);
        return start(dropping, job, directory, "x");
    }

    private static Process start(List<String> before, String job, Path directory, String name) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ChildSink.class.getName(),
                job,
                directory.toString(),
                name));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Says that it is ready, waits for a line, and does its job. */
    public static void main(String[] arguments) throws IOException {
        try (BlobSink sink = FileSystemBlobSink.open(Path.of(arguments[1]))) {
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
            System.out.println("ready");
            orders.readLine();
            if (arguments[0].equals("race")) {
                race(sink, arguments[2]);
            } else if (arguments[0].equals("forbidden")) {
                tellFailures(sink);
            } else {
                uploadHalf(sink);
                orders.readLine();
            }
        }
    }

    private static void race(BlobSink sink, String name) {
        for (int i = 0; i < 200; i++) {
            BlobKey key = BlobKey.of("log/" + i % 10 + "/" + i);
            try {
                sink.putIfAbsent(key, name.repeat(i + 1).getBytes(UTF_8), DATA);
                System.out.println("won " + key);
            } catch (ConflictException e) {
                System.out.println("lost " + key);
            }
        }
    }

    private static void tellFailures(BlobSink sink) {
        BlobKey key = BlobKey.of("log/1");
        tell(() -> sink.list(BlobListing.all()).forEach(blob -> {}));
        tell(() -> sink.stat(key));
        tell(() -> sink.open(key, ByteRange.all()));
        tell(() -> sink.putIfAbsent(BlobKey.of("log/2"), new byte[1], DATA));
    }

    private static void tell(Runnable call) {
        try {
            call.run();
            System.out.println("done");
        } catch (RepobackupException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static void uploadHalf(BlobSink sink) {
        sink.putIfAbsent(BlobKey.of("log/1"), "complete".getBytes(UTF_8), DATA);
        BlobUpload upload = sink.begin(BlobKey.of("data/1"), DATA);
        upload.write(ByteBuffer.wrap(new byte[3_000_000]));
        System.out.println("half");
    }
}
