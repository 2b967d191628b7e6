package io.repobackup.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MemoryTest {

    /** Three parts on their way and one being filled are 32 MiB; the rest of the heap is for the SDK, and for what G1 wastes on long arrays. */
    @Test
    void anUploadOfAnyLengthFitsIntoMemoryForItsParts() throws Exception {
        assertThat(partsOf(200, 1, 128, "-Xmx96m")).isEqualTo(200 / 8);
    }

    /** Forty with four parts each would be 1,280 MiB. */
    @Test
    void anyNumberOfUploadsFitsIntoTheMemoryOfTheirSink() throws Exception {
        assertThat(partsOf(20, 40, 32, "-Xmx160m")).isEqualTo(40 * 3);
    }

    private static long partsOf(int mebibytes, int atOnce, int memoryInMebibytes, String heap) throws Exception {
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
                            heap,
                            "-cp",
                            System.getProperty("java.class.path"),
                            LongUpload.class.getName(),
                            front.endpoint().toString(),
                            Integer.toString(mebibytes),
                            Integer.toString(atOnce),
                            Integer.toString(memoryInMebibytes))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            assertThat(output).contains("stored " + ((long) mebibytes * atOnce << 20));
            return front.count(request -> request.target().contains("partNumber="));
        }
    }
}
