package io.repobackup.architecture.violations.optionals.samples;

import java.util.Optional;

final class RightOption {
    Optional<String> name = Optional.empty();
}
