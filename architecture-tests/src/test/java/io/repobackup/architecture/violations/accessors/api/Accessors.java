package io.repobackup.architecture.violations.accessors.api;

/** Getters of all kinds. */
public final class Accessors {

    public interface RightNames {
        String name();

        String getaway();
    }

    interface RightHidden {
        String getName();
    }

    public interface WrongNames {
        String getName();
    }

    public record WrongRecord(String name) {
        public int getLength() {
            return name.length();
        }
    }
}
