package io.repobackup.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the system counts about processes. Linux tells all of it, other systems less.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc.5.html">proc(5)</a>
 */
final class SystemCounters {

    private static final double TICKS_PER_SECOND = 100;
    private static final int REAPED_USER = 13;
    private static final int USER_AND_SYSTEM = 2;

    private SystemCounters() {}

    /** The CPU time of this process. */
    static double ownCpuSeconds() {
        return system().getProcessCpuTime() / 1e9;
    }

    /** The CPU time of the programs that this process started and that have ended, with all that those started; or NaN. */
    static double endedProgramsCpuSeconds() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            long ticks = Pattern.compile(" ")
                    .splitAsStream(stat.substring(stat.lastIndexOf(')') + 2))
                    .skip(REAPED_USER)
                    .limit(USER_AND_SYSTEM)
                    .mapToLong(Long::parseLong)
                    .sum();
            return ticks / TICKS_PER_SECOND;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** The largest resident set of a running process so far; 0 when it is gone or the system does not tell. */
    static long peakMemoryInBytes(ProcessHandle process) {
        return statusInBytes(process, "VmHWM:");
    }

    /** What a process and those that it started hold now, without the files that they map; 0 where the system does not tell. */
    static long memoryOfTree(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(each -> statusInBytes(each, "RssAnon:"))
                .sum();
    }

    private static long statusInBytes(ProcessHandle process, String field) {
        try {
            List<String> status = Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"));
            return status.stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** How many processes wanted to run, on average over the last minute. */
    static double load() {
        return system().getSystemLoadAverage();
    }

    private static OperatingSystemMXBean system() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }
}
