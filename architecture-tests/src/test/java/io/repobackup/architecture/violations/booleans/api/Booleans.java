package io.repobackup.architecture.violations.booleans.api;

/** Flags of all kinds. */
public final class Booleans {

    public record RightRecord(String name, boolean complete) {}

    public interface RightAnswer {
        boolean isComplete(String part);
    }

    public static final class RightInside {
        private void set(boolean flag) {}
    }

    public interface WrongFlag {
        void list(String prefix, boolean recursive);
    }

    public static final class WrongConstructor {
        public WrongConstructor(boolean strict) {}
    }

    public record WrongFactory(String name) {
        public static WrongFactory of(boolean loud) {
            return new WrongFactory(loud ? "A" : "a");
        }
    }
}
