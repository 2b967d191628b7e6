package io.repobackup.architecture.violations.calls;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import java.util.function.Supplier;
import java.util.logging.Logger;

final class Calls {

    static final class RightCalls {
        Instant now(Clock clock) {
            return Instant.now(clock).plusNanos(System.nanoTime()).plusNanos(new Random(7).nextInt());
        }
    }

    static final class WrongTime {
        Instant now() {
            return Instant.now();
        }
    }

    static final class WrongTimeReference {
        Supplier<Instant> now = Instant::now;
    }

    static final class WrongDay {
        LocalDate today(ZoneId zone) {
            return LocalDate.now(zone);
        }
    }

    static final class WrongMillis {
        long now() {
            return System.currentTimeMillis();
        }
    }

    static final class WrongChance {
        int dice() {
            return new Random().nextInt(6);
        }
    }

    static final class WrongLuck {
        double luck() {
            return Math.random();
        }
    }

    static final class WrongExit {
        void stop() {
            System.exit(1);
        }
    }

    static final class WrongSleep {
        void rest() throws InterruptedException {
            Thread.sleep(1);
        }
    }

    static final class WrongOutput {
        void say(String text) {
            System.out.println(text);
        }
    }

    static final class WrongErrors {
        void say(String text) {
            System.err.println(text);
        }
    }

    static final class WrongEnvironment {
        String home() {
            return System.getenv("HOME");
        }
    }

    static final class WrongTrace {
        void show(IllegalStateException seen) {
            seen.printStackTrace();
        }
    }

    static final class WrongLogger {
        Logger log = Logger.getLogger("wrong");
    }
}
