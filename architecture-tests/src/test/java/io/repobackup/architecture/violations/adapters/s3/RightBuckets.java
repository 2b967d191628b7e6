package io.repobackup.architecture.violations.adapters.s3;

import io.repobackup.architecture.violations.adapters.api.Term;

final class RightBuckets implements Term {}
