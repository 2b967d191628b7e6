package io.repobackup.architecture.violations.optionals;

import java.util.Optional;
import java.util.OptionalLong;

final class Optionals {

    record RightRecord(Optional<String> name) {}

    interface RightAnswer {
        Optional<String> name();
    }

    static final class WrongField {
        Optional<String> name = Optional.empty();
    }

    static final class WrongLength {
        OptionalLong length = OptionalLong.empty();
    }
}
