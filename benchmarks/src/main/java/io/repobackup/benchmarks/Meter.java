package io.repobackup.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/** Measures work of this JVM and of programs, one after the other. */
final class Meter {

    private static final int MILLIS_BETWEEN_LOOKS = 20;

    private final ServedRepositories served;
    private final Path output;

    /** Programs write what they say into a file, which is shown when they fail. */
    Meter(ServedRepositories served, Path output) {
        this.served = served;
        this.output = output;
    }

    Figure inThisJvm(Runnable work) {
        return measure(SystemCounters::ownCpuSeconds, () -> {
            work.run();
            return 0;
        });
    }

    /** A program, and the programs that it starts; how much memory they take is not measured. */
    Figure program(List<String> command) {
        Figure figure = jvm(command);
        return new Figure(figure.seconds(), figure.cpuSeconds(), figure.traffic(), 0);
    }

    /** A program that is one process. */
    Figure jvm(List<String> command) {
        return measure(SystemCounters::endedProgramsCpuSeconds, () -> run(command));
    }

    private Figure measure(DoubleSupplier cpu, Work work) {
        ServedRepositories.Traffic traffic = served.soFar();
        double cpuBefore = cpu.getAsDouble();
        long start = System.nanoTime();
        long peak = work.runForPeak();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Figure(seconds, cpu.getAsDouble() - cpuBefore, served.soFar().since(traffic), peak);
    }

    private long run(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        Git.keepSettingsOut(builder.environment());
        try {
            Process process = builder.start();
            long peak = 0;
            do {
                peak = Math.max(peak, SystemCounters.peakMemoryInBytes(process.pid()));
            } while (!process.waitFor(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS));
            if (process.exitValue() != 0) {
                throw new IllegalStateException("%s ended with %d: %s"
                        .formatted(
                                command.get(command.size() - 1),
                                process.exitValue(),
                                Files.readString(output, StandardCharsets.ISO_8859_1)));
            }
            return peak;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Work {
        long runForPeak();
    }
}
