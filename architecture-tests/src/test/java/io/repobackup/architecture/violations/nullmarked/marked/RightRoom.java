package io.repobackup.architecture.violations.nullmarked.marked;

final class RightRoom {}
