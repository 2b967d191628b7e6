package io.repobackup.core.git.local;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.core.git.connection.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The upload-pack of the git program. */
final class GitProgramChannel implements Channel {

    /** What tells git where its own files and settings are; all other variables of its own would redirect it. */
    private static final Set<String> KEPT =
            Set.of("GIT_EXEC_PATH", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM");

    private final LocalRepository local;

    GitProgramChannel(LocalRepository local) {
        this.local = local;
    }

    @Override
    public String name() {
        return local.path().toString();
    }

    @Override
    public InputStream ask(byte[] request) throws IOException {
        return answer(start("--stateless-rpc"), request);
    }

    @Override
    public InputStream capabilities() throws IOException {
        return answer(start("--advertise-refs"), new byte[0]);
    }

    @Override
    public void close() {
        // Each program ends with its answer.
    }

    /** A read from a program cannot be interrupted, a read from a thread can. */
    private InputStream answer(Process process, byte[] request) throws IOException {
        return AnswerPipe.open(
                "git upload-pack of " + local.path(), out -> pass(process, request, out), () -> end(process));
    }

    private static void pass(Process process, byte[] request, OutputStream out) throws IOException {
        try (InputStream answer = new ProgramAnswer(process)) {
            ask(process, request);
            answer.transferTo(out);
        }
    }

    /** Upload-pack has a program of its own that packs, which would not notice its end before it writes. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void ask(Process process, byte[] request) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(request);
        } catch (IOException e) {
            // It ended without reading everything. Its answer, or the end of that, says why.
        }
    }

    private Process start(String mode) {
        String directory = local.directory().toAbsolutePath().toString();
        ProcessBuilder builder = new ProcessBuilder(Stream.of(
                        // The owner of the files may be another user than this one, who was told to read them.
                        List.of("git", "-c", "safe.directory=*"), List.of("upload-pack", mode, "--strict", directory))
                .flatMap(List::stream)
                .toList());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("GIT_") && !KEPT.contains(name));
        environment.putAll(Map.of("GIT_PROTOCOL", "version=2", "GIT_NO_LAZY_FETCH", "1", "LC_ALL", "C"));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new MisconfiguredException(
                    "Reading the git repository " + local.path() + " needs the git program, because it uses "
                            + local.format().word() + " ids and keeps its refs in '" + local.refStorage()
                            + "', which JGit cannot read; starting git failed (" + e.getMessage() + "), install it",
                    e);
        }
    }
}
