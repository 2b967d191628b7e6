package io.repobackup.architecture.violations.names;

final class Names {

    static final class RightMetadata {}

    static final class RightDatabase {}

    static final class RightInformation {}

    static final class RightAbstracts {
        record SnapshotInfo(long number) {}
    }

    static final class WrongManager {}

    static final class WrongHelper {}

    static final class WrongUtil {}

    static final class WrongUtils {}

    static final class WrongHandler {}

    static final class WrongProcessor {}

    static final class WrongImpl {}

    static final class WrongInfo {}

    static final class WrongData {}

    static final class WrongBase {}

    abstract static class AbstractWrong {}
}
