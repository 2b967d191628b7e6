package io.repobackup.architecture.violations.nullmarked.unsaid;

final class WrongMark {}
