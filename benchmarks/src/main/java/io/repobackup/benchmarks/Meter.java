package io.repobackup.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Measures work of this JVM and of programs, one after the other. */
final class Meter {

    private static final int MILLIS_BETWEEN_LOOKS = 20;

    private final Supplier<Traffic> traffic;
    private final Path output;

    /** Programs write what they say into a file, which is shown when they fail. */
    Meter(Supplier<Traffic> trafficSoFar, Path output) {
        this.traffic = trafficSoFar;
        this.output = output;
    }

    Figure inThisJvm(Runnable work) {
        return measure(SystemCounters::ownCpuSeconds, () -> {
            work.run();
            return 0;
        });
    }

    /** A program, and the programs that it starts: what they hold together, without the files that they map. */
    Figure program(List<String> command) {
        return measure(SystemCounters::endedProgramsCpuSeconds, () -> run(command, SystemCounters::memoryOfTree));
    }

    /** A program that is one process. */
    Figure jvm(List<String> command) {
        return measure(SystemCounters::endedProgramsCpuSeconds, () -> run(command, SystemCounters::peakMemoryInBytes));
    }

    private Figure measure(DoubleSupplier cpu, Work work) {
        Traffic before = traffic.get();
        double cpuBefore = cpu.getAsDouble();
        long start = System.nanoTime();
        long peak = work.runForPeak();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Figure(seconds, cpu.getAsDouble() - cpuBefore, traffic.get().since(before), peak, Footprint.NONE);
    }

    private long run(List<String> command, ToLongFunction<ProcessHandle> memory) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        Git.keepSettingsOut(builder.environment());
        try {
            Process process = builder.start();
            long peak = 0;
            do {
                peak = Math.max(peak, memory.applyAsLong(process.toHandle()));
            } while (!process.waitFor(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS));
            if (process.exitValue() != 0) {
                throw new IllegalStateException("%s ended with %d: %s"
                        .formatted(
                                command.get(0),
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
