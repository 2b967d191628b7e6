package io.repobackup.architecture.violations.arrays;

final class Arrays {

    record RightRecord(String name) {
        static final byte[] MAGIC = {1, 2};
    }

    static final class RightClass {
        byte[] bytes = {};
    }

    record WrongBytes(byte[] bytes) {}

    record WrongStrings(String[][] names) {}
}
