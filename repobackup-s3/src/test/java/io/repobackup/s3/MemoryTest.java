package io.repobackup.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MemoryTest {

    private static final int MIB = 200;

    /** Three parts on their way and one being filled are 32 MiB; the rest of the heap is for the SDK, and for what G1 wastes on long arrays. */
    @Test
    void anUploadOfAnyLengthFitsIntoMemoryForItsParts() throws Exception {
        try (Front front = Front.of(URI.create("http://127.0.0.1:9"))) {
            front.always(
                    request -> request.target().contains("?uploads"),
                    Acts.answer(200, "<R><UploadId>u</UploadId></R>"));
            front.always(
                    request -> request.method().equals("POST"),
                    Acts.answer(200, "<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>"));
            front.always(request -> request.method().equals("PUT"), Acts.answer(200, "", "ETag: \"part\""));
            front.always(request -> true, Acts.error(403, "AccessDenied"));
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx96m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LongUpload.class.getName(),
                            front.endpoint().toString(),
                            Integer.toString(MIB))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            assertThat(output).contains("stored " + ((long) MIB << 20));
            assertThat(front.count(request -> request.target().contains("partNumber=")))
                    .isEqualTo(MIB / 8);
        }
    }
}
