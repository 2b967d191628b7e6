package io.repobackup.architecture.violations.nullmarked.bare;

final class WrongRoom {}
