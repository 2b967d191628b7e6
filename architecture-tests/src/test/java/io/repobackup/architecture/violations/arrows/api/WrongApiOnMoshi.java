package io.repobackup.architecture.violations.arrows.api;

import com.squareup.moshi.Moshi;

final class WrongApiOnMoshi {
    Moshi moshi = new Moshi.Builder().build();
}
