package io.repobackup.architecture.violations.statics;

final class Statics {

    static final class RightConstant {
        static final int LIMIT = 3;

        int count;
    }

    static final class WrongCounter {
        static int count;
    }

    static final class WrongCache {
        private static volatile String last = "";

        static String last() {
            return last;
        }
    }
}
