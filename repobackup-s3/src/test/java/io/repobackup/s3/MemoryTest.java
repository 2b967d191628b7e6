package io.repobackup.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTest {

    private static final int PAGES = 200;

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

    /** Two hundred pages, of which each held version would take half a KiB or more. */
    @Test
    void anyNumberOfVersionsOfAKeyFitsIntoTheMemoryForAPageOfThem() throws Exception {
        try (Front front = Front.of(URI.create("http://127.0.0.1:9"))) {
            front.always(
                    request -> request.target().contains("?versioning"),
                    Acts.answer(200, "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"));
            front.always(request -> request.target().contains("versions"), (request, in, out, same) -> {
                int page = pageOf(request.target());
                Acts.answer(200, versions(page)).on(request, in, out, same);
            });
            String output = run("-Xmx64m", ManyVersions.class, front.endpoint().toString());
            assertThat(output).contains("oldest 1", "versions " + PAGES * 1_000);
        }
    }

    private static int pageOf(String target) {
        int at = target.indexOf("version-id-marker=page");
        return at < 0 ? 0 : Integer.parseInt(target.substring(at + 22).replaceFirst("[^0-9].*", ""));
    }

    private static String versions(int page) {
        StringBuilder text = new StringBuilder("<ListVersionsResult><IsTruncated>" + (page < PAGES - 1)
                + "</IsTruncated><NextKeyMarker>data/1</NextKeyMarker><NextVersionIdMarker>page" + (page + 1)
                + "</NextVersionIdMarker>");
        for (int i = page * 1_000; i < (page + 1) * 1_000; i++) {
            text.append("<Version><Key>data/1</Key><VersionId>")
                    .append("v".repeat(200))
                    .append(i)
                    .append("</VersionId><IsLatest>")
                    .append(i == 0)
                    .append("</IsLatest><LastModified>2026-01-01T00:00:00.000Z</LastModified><Size>")
                    .append(PAGES * 1_000 - i)
                    .append("</Size></Version>");
        }
        return text.append("</ListVersionsResult>").toString();
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
            String output = run(
                    heap,
                    LongUpload.class,
                    front.endpoint().toString(),
                    Integer.toString(mebibytes),
                    Integer.toString(atOnce),
                    Integer.toString(memoryInMebibytes));
            assertThat(output).contains("stored " + ((long) mebibytes * atOnce << 20));
            return front.count(request -> request.target().contains("partNumber="));
        }
    }

    private static String run(String heap, Class<?> program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
