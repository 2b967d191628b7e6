package io.repobackup.architecture.violations.adapters.azure;

import io.repobackup.architecture.violations.adapters.s3.Buckets;

final class WrongOnS3 {
    Buckets buckets = new Buckets();
}
